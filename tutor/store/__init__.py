"""The only door to the database. `open_store(url)` gives a `Store`."""

from tutor.store.jobs import Job
from tutor.store.store import Pending, Store, open_store, store_url
