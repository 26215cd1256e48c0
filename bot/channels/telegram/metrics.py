"""What the operator sees of the channel: numbers alone."""

from prometheus_client import Counter, Gauge

UPDATES = Counter("consultation_telegram_updates_total", "Updates taken in, by what they were", ["kind"])
SENT = Counter("consultation_telegram_sent_total", "Messages sent, or what was wrong with them", ["outcome"])
UNDELIVERED = Gauge(
    "consultation_telegram_undelivered", "Messages that did not reach their chat, by trouble", ["trouble"]
)
