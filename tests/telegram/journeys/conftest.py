"""One product a mode for the whole run, and a citizen of each test's own."""

from collections.abc import Iterator

import pytest

from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import MODES, Product, product


@pytest.fixture(scope="session")
def products(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Product]]:
    with (
        product(tmp_path_factory.mktemp("polling"), "polling") as polling,
        product(tmp_path_factory.mktemp("webhook"), "webhook") as webhook,
    ):
        yield {"polling": polling, "webhook": webhook}


@pytest.fixture
def polling(products: dict[str, Product]) -> Product:
    return products["polling"]


@pytest.fixture(params=MODES)
def either(products: dict[str, Product], request: pytest.FixtureRequest) -> Product:
    """Long polling, then a webhook."""
    return products[request.param]


@pytest.fixture
def ada(polling: Product) -> Phone:
    """Somebody who speaks French, and is asked the first question about ecology."""
    ada = polling.citizen()
    ada.after(ada.person.starts("ecology"))
    return ada
