<?xml version="1.0" encoding="utf-8"?>
<!-- MathML into the mathematics of Word (OMML). Source: ECMA-376, part 1, section 22.1. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="http://www.w3.org/1998/Math/MathML"
                xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" exclude-result-prefixes="h">
  <xsl:template match="h:math">
    <m:oMath><xsl:apply-templates/></m:oMath>
  </xsl:template>
  <xsl:template match="h:mfrac">
    <m:f>
      <m:num><xsl:apply-templates select="*[1]"/></m:num>
      <m:den><xsl:apply-templates select="*[2]"/></m:den>
    </m:f>
  </xsl:template>
  <xsl:template match="h:msup">
    <m:sSup>
      <m:e><xsl:apply-templates select="*[1]"/></m:e>
      <m:sup><xsl:apply-templates select="*[2]"/></m:sup>
    </m:sSup>
  </xsl:template>
  <xsl:template match="h:msub">
    <m:sSub>
      <m:e><xsl:apply-templates select="*[1]"/></m:e>
      <m:sub><xsl:apply-templates select="*[2]"/></m:sub>
    </m:sSub>
  </xsl:template>
  <xsl:template match="h:msqrt">
    <m:rad>
      <m:radPr><m:degHide m:val="1"/></m:radPr>
      <m:deg/>
      <m:e><xsl:apply-templates/></m:e>
    </m:rad>
  </xsl:template>
  <xsl:template match="h:mroot">
    <m:rad>
      <m:deg><xsl:apply-templates select="*[2]"/></m:deg>
      <m:e><xsl:apply-templates select="*[1]"/></m:e>
    </m:rad>
  </xsl:template>
  <!-- Numbers and words stand upright; invisible times, comma and plus would be boxes in Word. -->
  <xsl:template match="h:mi | h:mo | h:mn | h:mtext">
    <xsl:variable name="text" select="translate(., '&#x2062;&#x2063;&#x2064;', '')"/>
    <xsl:if test="$text">
      <m:r>
        <xsl:if test="self::h:mn or self::h:mtext">
          <m:rPr><m:sty m:val="p"/></m:rPr>
        </xsl:if>
        <m:t><xsl:value-of select="$text"/></m:t>
      </m:r>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
