"""How many questions one address may ask."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class AddressLimiter:
    """A sliding window of one minute per address; 0 questions a minute means no limit."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def admits(self, address: str) -> bool:
        """Counts one question of ``address``; False when it has had its share."""
        return self._item is None or self._limiter.hit(self._item, address)
