"""What a call may use: the budget of a turn and of a day, and a circuit that opens when a server keeps failing."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass
class Spent:
    """What one turn has used so far."""

    seconds: float = 0.0
    tokens: int = 0
    cost_usd: float = 0.0


@dataclass
class Circuit:
    """Opens after `limit` failures in a row; after `rest_s` seconds one call is let through to try whether it works again."""

    limit: int = 3
    rest_s: float = 30.0
    _failures: int = 0
    _closed_from: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def lets_through(self, now: datetime) -> bool:
        """Return whether a call may be made; while half open, only the first who asks is told so."""
        with self._lock:
            if self._failures < self.limit or self._closed_from is None:
                return True
            if now < self._closed_from:
                return False
            self._closed_from = now + timedelta(seconds=self.rest_s)
            return True

    def worked(self) -> None:
        """Close the circuit."""
        with self._lock:
            self._failures, self._closed_from = 0, None

    def failed(self, now: datetime) -> None:
        """Count a failure; the last one that is allowed opens the circuit."""
        with self._lock:
            self._failures += 1
            if self._failures >= self.limit:
                self._closed_from = now + timedelta(seconds=self.rest_s)
