"""The teacher's studio in a real browser: by keyboard, on a phone, light and dark, with and without JavaScript."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.conftest import IN_BROWSER

pytestmark = IN_BROWSER
api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHOICE = "/studio?skill=maths.fractions.add-unlike&n=3&kind=choice"
SET = "/studio/reading?topic=science.moon&level_set=1&words=120"
ONE = "/studio/reading?topic=science.moon&grade=5&words=150"
WORDS = "p, a, button, label, legend, h1, h2, h3, small, mark, summary, dt, dd, th, td, .shows, b"
NAME_AND_OUTLINE = """node => {
  const name = node.ariaLabel || node.name || node.textContent.trim();
  return [`${node.tagName} ${name}`, parseFloat(getComputedStyle(node).outlineWidth)];
}"""
PAGES = ["/studio", CHOICE, "/studio?skill=nope", ONE, SET, "/studio/jobs"]


@pytest.fixture(params=[("desk", "light")], ids=lambda given: "-".join(given))
def page(browser: api.Browser, url: str, request: pytest.FixtureRequest) -> Iterator[api.Page]:
    size, scheme = request.param
    view = {"width": 375 if size == "phone" else 1280, "height": 800}
    manner = {"java_script_enabled": False} if scheme == "no script" else {"color_scheme": scheme}
    context = browser.new_context(viewport=view, base_url=url, **manner)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def test_items_are_made_by_keyboard_alone(page: api.Page) -> None:
    page.goto("/studio")
    page.locator("#q").focus()
    page.keyboard.type("area triangle")
    assert page.locator("#choices label:visible").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector(".item")
    assert page.locator(".item").count() == 10
    assert page.locator("input[name=skill]:checked").input_value() == "maths.measurement.area-triangle"
    assert "q=" not in page.url


def test_redraw_changes_one_item_and_goes_back_with_the_browser(page: api.Page) -> None:
    page.goto(CHOICE)
    before = page.locator(".stem").all_inner_texts()
    page.get_by_label("Redraw item 2").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**picks=**")
    after = page.locator(".stem").all_inner_texts()
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1] != before[1]
    page.go_back()
    assert page.locator(".stem").all_inner_texts() == before


def test_keys_can_be_hidden_to_show_the_items_to_a_class(page: api.Page) -> None:
    page.goto(CHOICE)
    assert page.locator(".key").first.is_visible()
    page.get_by_label("Hide keys").focus()
    page.keyboard.press("Space")
    assert page.locator(".key:visible, .shows:visible").count() == 0
    assert page.locator(".options li").first.is_visible()


def test_a_file_is_downloaded_under_its_name(page: api.Page) -> None:
    page.goto(CHOICE)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word", exact=True).click()
    assert waiting.value.suggested_filename == "maths.fractions.add-unlike-practice-a.docx"


def test_a_topic_fills_in_its_interests_and_parts(page: api.Page) -> None:
    page.goto("/studio/reading")
    page.select_option("#topic", "science.moon")
    page.wait_for_function("document.getElementById('focus').length > 2")
    page.get_by_role("button", name="Write the passage").click()
    page.wait_for_selector(".prose mark")
    assert page.get_by_role("heading", name="The Moon", exact=True).count() == 1


def test_a_large_set_shows_its_progress_and_can_be_fetched_and_deleted(page: api.Page) -> None:
    page.goto("/studio?skill=maths.whole-numbers.add&n=400")
    page.get_by_role("button", name="Make the file").click()
    page.wait_for_selector("a.go", timeout=60_000)
    with page.expect_download() as waiting:
        page.locator("a.go").click()
    assert waiting.value.suggested_filename.endswith(".csv")
    page.get_by_role("button", name="Delete").click()
    page.wait_for_selector("text=Nothing has been ordered yet")


@pytest.mark.parametrize("page", [("desk", "no script")], indirect=True)
def test_all_of_it_works_without_javascript(page: api.Page) -> None:
    page.goto("/studio?q=triangle")
    page.get_by_label("Find the area of a triangle").check()
    page.get_by_role("button", name="Make the items").click()
    assert page.locator(".item").count() == 10
    page.get_by_label("Drop item 1", exact=True).click()
    assert page.locator(".item").count() == 9
    page.goto("/studio/reading")
    page.select_option("#topic", "science.moon")
    page.get_by_role("button", name="Write the passage").click()
    assert page.locator(".prose").count() == 1


@pytest.mark.parametrize("page", [("phone", "light")], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(page: api.Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    small = page.locator("button:visible, .files a:visible, nav a:visible, .acts a:visible").evaluate_all(
        "found => found.map(node => node.getBoundingClientRect()).filter(box => box.height < 24 || box.width < 24).length"
    )
    assert small == 0


@pytest.mark.parametrize("path", [CHOICE, SET])
def test_the_focus_is_always_to_be_seen_and_goes_everywhere(page: api.Page, path: str) -> None:
    page.goto(path)
    seen = set()
    for _ in range(50):
        page.keyboard.press("Tab")
        name, width = page.evaluate_handle("document.activeElement").evaluate(NAME_AND_OUTLINE)
        assert name.startswith("BODY") or width >= 2, name
        seen.add(name)
    wanted = {
        CHOICE: {
            "INPUT q",
            "INPUT n",
            "SELECT kind",
            "BUTTON Make the items",
            "A PDF",
            "A Redraw item 1",
            "A Drop item 3",
            "SUMMARY Receipt",
        },
        SET: {"SELECT topic", "INPUT level_set", "DIV The levels side by side", "A Another version", "TEXTAREA text"},
    }
    assert wanted[path] <= seen


@pytest.mark.parametrize("page", [("desk", "light"), ("phone", "dark")], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_words_stand_out_from_their_ground(page: api.Page, path: str, contrasts: Callable[[Any], list[float]]) -> None:
    """Contrast of 4.5:1 or more. Source: WCAG 2.2, 1.4.3."""
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    words = page.locator(WORDS)
    ratios = contrasts(words)
    assert len(ratios) > 15
    assert min(ratios) >= 4.5
    assert min(contrasts(page.locator("input:visible, select:visible"))) >= 4.5


@pytest.mark.parametrize("path", PAGES)
def test_every_field_and_button_has_a_name_and_no_id_comes_twice(page: api.Page, path: str) -> None:
    page.goto(path)
    nameless = page.locator("button, a, input:not([type=hidden]), select, textarea, summary").evaluate_all(
        "found => found.filter(node => !(node.ariaLabel || node.textContent.trim() || node.labels?.length)).map(node => node.outerHTML)"
    )
    assert nameless == []
    ids = page.locator("[id]").evaluate_all("found => found.map(node => node.id)")
    assert len(ids) == len(set(ids))
