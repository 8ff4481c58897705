"""The evaluator's pages in a real browser: by keyboard, on a phone, light and dark, with and without JavaScript."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from evals import runs
from evals.results import Point, Result, share
from evals.site import routers
from tests.web.conftest import IN_BROWSER
from tutor.services import Services
from tutor.web import create_app

pytestmark = IN_BROWSER
api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
KEY = "a key that is long"
NEW, OLD = "2026-11-26T10-00-00", "2026-11-25T10-00-00"
METRIC = "false accusation: ten right answers"
PAGES = [
    "/runs",
    f"/runs/{NEW}",
    f"/runs/compare?before={OLD}&after={NEW}",
    f"/runs/history?task=diagnosis&metric={METRIC}",
    "/runs/none",
]
WORDS = "p, a, button, label, h1, h2, small, summary, th, td, li, b, pre, code, abbr, figcaption"


def record(day: int, hits: int) -> dict[str, Any]:
    points = tuple(Point(name, x, x * x, 4) for name in ("ours", "another way") for x in (0.1, 0.5, 0.9))
    rows = [
        share("diagnosis", METRIC, [True] * hits + [False] * (50 - hits), lower_is_better=True, baseline=0.5,
              failures=("1/2 + 1/3 = 2/5",)),
        share("diagnosis", "another figure", [True] * (60 - hits) + [False] * hits, note="a note of some length, for a narrow page"),
        Result("diagnosis", "reliable", 0.7, 0.1, 9, series=points, plot="reliability", axes=("given", "true")),
        Result("learner", "curve", 0.7, 0.1, 9, series=points, axes=("answers", "right")),
        Result("labels", "all", None, None, 0, note="labels cannot run: no data"),
    ]  # fmt: skip
    made = {
        "seed": 1,
        "limit": 50,
        "data": {},
        "evals": ["diagnosis", "learner", "labels"],
        "at": f"2026-11-{day}T10:00:00+00:00",
    }
    return {"run": made, "took_s": dict.fromkeys(made["evals"], 1.0), "results": [asdict(row) for row in rows]}  # type: ignore[call-overload]


@pytest.fixture
def address(services: Services) -> Iterator[str]:
    services.settings = services.settings.model_copy(update={"evaluator_key": KEY})
    for held in (record(25, 20), record(26, 2)):
        runs.keep(services.settings, held)
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(services, *routers), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(params=[("desk", "light")], ids=lambda given: "-".join(given))
def page(browser: api.Browser, address: str, request: pytest.FixtureRequest) -> Iterator[api.Page]:
    size, scheme = request.param
    view = {"width": 375 if size == "phone" else 1280, "height": 800}
    manner = {"java_script_enabled": False} if scheme == "no script" else {"color_scheme": scheme}
    context = browser.new_context(viewport=view, base_url=address, **manner)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda line: faults.append(line.text) if line.type == "error" and "40" not in line.text else None
    )
    page.goto("/runs")
    page.get_by_label("Evaluator's key").fill(KEY)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text-is('Runs')")
    yield page
    context.close()
    assert faults == []


def test_two_runs_are_compared_by_keyboard_alone(page: api.Page) -> None:
    page.get_by_label("After: run of 2026-11-26").focus()
    page.keyboard.press("Tab")
    while not page.get_by_role("button", name="Compare the two").evaluate("node => node === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text-is('What got better or worse?')")
    assert page.locator("td.good").first.inner_text() == "better"


def test_a_table_is_sorted_by_the_heading_that_is_chosen(page: api.Page) -> None:
    page.goto(f"/runs/{NEW}")
    table = page.get_by_role("region", name="Figures of diagnosis")
    table.get_by_role("button", name="value").focus()
    page.keyboard.press("Enter")
    values = [float(text) for text in table.locator("tbody tr td:nth-child(3)").all_inner_texts()]
    assert values == sorted(values)
    page.keyboard.press("Enter")
    again = [float(text) for text in table.locator("tbody tr td:nth-child(3)").all_inner_texts()]
    assert again == values[::-1]
    assert table.locator("[aria-sort=descending]").count() == 1


@pytest.mark.parametrize("page", [("desk", "no script")], indirect=True)
def test_all_but_sorting_works_without_javascript(page: api.Page) -> None:
    page.get_by_role("button", name="Compare the two").click()
    assert page.get_by_role("link", name=METRIC).count() == 1
    page.get_by_role("link", name=METRIC).click()
    assert page.locator("svg.history").count() == 1
    page.goto(f"/runs/{NEW}")
    page.locator("summary").first.click()
    assert page.locator("details[open] pre").first.inner_text() == "1/2 + 1/3 = 2/5"
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Table (CSV)").click()
    assert waiting.value.suggested_filename == f"{NEW}.csv"
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_label("Evaluator's key").count() == 1


def test_the_file_shows_and_sorts_without_a_server(page: api.Page, tmp_path: Path) -> None:
    page.goto(f"/runs/{NEW}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Report as one file").click()
    waiting.value.save_as(tmp_path / "report.html")
    page.goto(f"file://{tmp_path}/report.html")
    page.get_by_role("button", name="value").first.click()
    assert page.locator("[aria-sort=ascending]").count() == 1
    assert page.locator(".card").count() == 1


@pytest.mark.parametrize("page", [("phone", "light")], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(page: api.Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("page", [("desk", "light"), ("phone", "dark")], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_words_stand_out_from_their_ground(page: api.Page, path: str, contrasts: Callable[[Any], list[float]]) -> None:
    """Contrast of 4.5:1 or more. Source: WCAG 2.2, 1.4.3."""
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    ratios = contrasts(page.locator(WORDS))
    assert len(ratios) >= 4
    assert min(ratios) >= 4.5


@pytest.mark.parametrize("path", PAGES)
def test_every_field_button_and_picture_has_a_name_and_no_id_comes_twice(page: api.Page, path: str) -> None:
    page.goto(path)
    nameless = page.locator("button, a, input, summary, svg").evaluate_all(
        "found => found.filter(node => !(node.ariaLabel || node.textContent.trim() || node.labels?.length)).map(node => node.outerHTML)"
    )
    assert nameless == []
    ids = page.locator("[id]").evaluate_all("found => found.map(node => node.id)")
    assert len(ids) == len(set(ids))
