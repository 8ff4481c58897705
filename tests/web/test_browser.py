"""The student's page in a real browser: keyboard, phone, dark, mathematics, and a network that fails."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.conftest import IN_BROWSER

pytestmark = IN_BROWSER
api = pytest.importorskip("playwright.sync_api", reason="needs playwright")


@pytest.fixture(params=["dark"])
def page(browser: api.Browser, url: str, request: pytest.FixtureRequest) -> Iterator[api.Page]:
    context = browser.new_context(viewport={"width": 375, "height": 720}, color_scheme=request.param)
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#message:focus")
    yield page
    context.close()


def say(page: api.Page, message: str) -> None:
    page.keyboard.type(message)
    page.keyboard.press("Enter")
    page.wait_for_selector("#send:enabled")


def test_a_conversation_by_keyboard_alone_shows_mathematics_as_mathematics(page: api.Page) -> None:
    say(page, "what's 1/2 + 1/3? i got 2/5")
    say(page, "5/6")
    replies = page.locator("#talk .tutor")
    assert replies.count() == 3
    assert replies.nth(1).locator("math mfrac").count() > 0
    assert page.locator("#stage").inner_text() == ""


def test_nothing_is_wider_than_a_phone(page: api.Page) -> None:
    say(page, "whats 123456789123456789 + 987654321987654321? i got 1111111111111111111111111111")
    assert page.locator("body").evaluate("body => body.scrollWidth") <= 375


def test_the_conversation_is_there_after_a_reload(page: api.Page) -> None:
    say(page, "7/9 + 1/3 = 8/12")
    page.reload()
    assert "7/9 + 1/3" in page.locator("#talk").inner_text()


def test_a_message_that_cannot_be_sent_stays_in_the_box(page: api.Page) -> None:
    page.context.set_offline(True)
    say(page, "1/2 + 1/3 = 2/5")
    assert page.locator("#message").input_value() == "1/2 + 1/3 = 2/5"
    assert "try again" in page.locator("#stage").inner_text()
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    page.wait_for_selector("#send:enabled")
    assert page.locator("#talk .learner").count() == 1


def test_a_long_reply_is_read_from_its_start(page: api.Page) -> None:
    for message in ("1/2 + 1/3 = 2/5", "5/6", "6/7 + 1/2 = 7/9", "why"):
        say(page, message)
    mine, main = page.locator("#talk .learner").last.bounding_box(), page.locator("main").bounding_box()
    assert mine is not None
    assert main is not None
    assert main["y"] <= mine["y"] < main["y"] + 40


def test_the_focus_is_always_to_be_seen_and_goes_everywhere(page: api.Page) -> None:
    seen = set()
    for _ in range(24):
        page.keyboard.press("Tab")
        name, width = page.evaluate_handle("document.activeElement").evaluate(
            "node => [node.tagName + (node.id || node.textContent.trim()), parseFloat(getComputedStyle(node).outlineWidth)]"
        )
        assert name.startswith("BODY") or width >= 2, name
        seen.add(name)
    assert {"TEXTAREAmessage", "BUTTONsend", "BUTTONA hint", "BUTTON÷", "SUMMARYMenu", "OLtalk"} <= seen


@pytest.mark.parametrize("page", ["dark", "light"], indirect=True)
def test_words_stand_out_from_their_ground(page: api.Page, contrasts: Callable[[Any], list[float]]) -> None:
    """Contrast of 4.5:1 or more. Source: WCAG 2.2, 1.4.3."""
    say(page, "hi")
    ratios = contrasts(page.locator("#talk .tutor, #talk .learner, header h1, label, button"))
    assert min(ratios) >= 4.5


def test_the_menu_says_what_deleting_means_on_a_phone_too(page: api.Page) -> None:
    page.locator("summary").click()
    assert page.get_by_text("This cannot be undone").is_visible()
    assert page.get_by_role("link", name="the studio").is_visible()
