"""How a text is cut into tokens and held together: signs, units, brackets and the grammar."""
