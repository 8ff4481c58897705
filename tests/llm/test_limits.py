from datetime import UTC, datetime, timedelta

from tutor.llm.gateway import Circuit

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_the_circuit_opens_after_three_failures_in_a_row_and_rests() -> None:
    circuit = Circuit(limit=3, rest_s=30)
    for _ in range(2):
        circuit.failed(NOW)
    assert circuit.lets_through(NOW)
    circuit.failed(NOW)
    assert not circuit.lets_through(NOW + timedelta(seconds=29))


def test_half_open_lets_one_call_through_to_try() -> None:
    circuit = Circuit(limit=1, rest_s=30)
    circuit.failed(NOW)
    later = NOW + timedelta(seconds=30)
    assert [circuit.lets_through(later) for _ in range(3)] == [True, False, False]
    circuit.failed(later)
    assert not circuit.lets_through(later + timedelta(seconds=29))
    assert circuit.lets_through(later + timedelta(seconds=30))


def test_a_success_closes_the_circuit() -> None:
    circuit = Circuit(limit=1, rest_s=30)
    circuit.failed(NOW)
    circuit.worked()
    assert circuit.lets_through(NOW)
