"""A client of the app over services that need no embedder; and the real service in a process of its own, with a real browser."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tutor.services import Services
from tutor.web import create_app

CHROMIUM = Path("/usr/bin/chromium")
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
    pytest.mark.filterwarnings("ignore"),
]
"""The marks of a module of tests in a real browser."""
URL = "http://127.0.0.1:8766"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CONTRASTS = """
found => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = colour => colour.slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = rgb(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  return found.map(node => {
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    return (a + .05) / (b + .05);
  });
}"""
"""Gives for each node how much its colour stands out from its ground. Source: WCAG 2.2, contrast ratio."""


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services), "http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real service on a home folder of its own; the index is built first, which takes half a minute."""
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "tutor.cli", "serve", "--port", "8766"]
    process = subprocess.Popen(
        command, cwd=Path(__file__).parents[2], env=os.environ | {"TUTOR_HOME": str(home)}, stderr=subprocess.DEVNULL
    )
    for _ in range(1200):
        try:
            with urllib.request.urlopen(f"{URL}/api/v1/ready", timeout=1):
                break
        except OSError:
            assert process.poll() is None
            time.sleep(0.1)
    yield URL
    process.terminate()
    process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def contrasts() -> Callable[[Any], list[float]]:
    return lambda nodes: nodes.evaluate_all(CONTRASTS)
