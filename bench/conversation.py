"""How fast the assistant talks, beside Rasa as it comes and beside an echo, in one run.

Ours is measured whole, as people meet it: gateway, screen, encryption, database, Rasa, actions. The stock bot
is measured without any of these but Rasa and its actions. Prints a table and keeps it in
docs/benchmarks/conversation.md. A goal that is missed is said to be missed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Thread

from bench.chart import Panel, chart
from bench.figures import ROOT, Figure, keep
from bench.talkers import Client, Talk, Talker, Texts, ours, service, spent_in_parts, stock
from launch import environments

KEPT = ROOT / "docs" / "benchmarks" / "conversation.md"
DRAWN = KEPT.with_suffix(".svg")
COMPLAINTS = 12
"""Made with each, in turn, for the latencies."""
AT_ONCE = (1, 8, 32)
FOR_SECONDS = 10.0
"""How long each is talked to by so many at once."""
LONG, STOCK_LONG = 510, 110
"""Messages of a long conversation; the stock bot's is shorter, since it would take minutes."""
STARTS = 3

FORM, QUESTION, THROUGHPUT, LATE, START, MEMORY, DISK = 6.0, 4.5, 7.0, 1.3, 12.0, 3.0, 4.0
"""The goals: how many times better than stock; `LATE` is of late messages against early ones."""


@dataclass(frozen=True)
class Pace:
    """What messages of one kind took, in milliseconds, on the wall and of processor time."""

    took: Sequence[float]
    cpu: float

    @property
    def half(self) -> float:
        """The median."""
        return median(self.took)

    @property
    def most(self) -> float:
        """What 95 of a hundred keep within."""
        return sorted(self.took)[int(len(self.took) * 0.95)]


def paces(talkers: Sequence[Talker], texts: Texts, a_round: Callable[[Talk], None]) -> dict[str, Pace]:
    """The same rounds with each, in turn, so that whatever else the machine does disturbs all alike."""
    took: dict[str, list[float]] = {one.name: [] for one in talkers}
    cpu = dict.fromkeys(took, 0.0)
    for _ in range(COMPLAINTS):
        for talker in talkers:
            talk, before = talker.talk(texts), talker.cpu()
            a_round(talk)
            cpu[talker.name] += talker.cpu() - before
            took[talker.name] += talk.client.took
    return {name: Pace(each, cpu[name] / len(each)) for name, each in took.items()}


def a_form(talk: Talk) -> None:
    """A whole complaint; what began it is not of the form."""
    talk.begin()
    talk.client.took.clear()
    while talk.answer():
        pass


def questions(talk: Talk) -> None:
    """Ten questions outside any form, of which the first is warming up."""
    for _ in range(10):
        talk.ask()
    del talk.client.took[0]


def a_second(talker: Talker, texts: Texts, at_once: int) -> float:
    """Messages of forms answered in a second, by so many conversations at once."""
    until, counts = time.monotonic() + FOR_SECONDS, [0] * at_once
    failed: list[BaseException] = []

    def complain(place: int) -> None:
        try:
            while time.monotonic() < until:
                talk = talker.talk(texts)
                talk.begin()
                while talk.answer() and time.monotonic() < until:
                    pass
                counts[place] += len(talk.client.took)
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=complain, args=(place,)) for place in range(at_once)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return sum(counts) / (time.monotonic() - began)


def as_it_grows(talker: Talker, texts: Texts, messages: int) -> dict[int, float]:
    """The median around the 10th, 50th, 100th and 500th message of one conversation."""
    talk = talker.talk(texts)
    for _ in range(messages):
        talk.ask()
    return {at: median(talk.client.took[at - 6 : at + 5]) for at in (10, 50, 100, 500) if at + 5 <= messages}


def seconds_to_start(begin: Callable[[], ExitStack]) -> float:
    """From starting it to the first answered message, the median of some."""
    took = []
    for _ in range(STARTS):
        began = time.monotonic()
        with begin():
            took.append(time.monotonic() - began)
    return median(took)


def megabytes_on_disk(folder: Path) -> float:
    """What a folder takes."""
    told = subprocess.run(["du", "-smD", str(folder)], capture_output=True, text=True, check=True)
    return float(told.stdout.split()[0])


def times_faster(what: str, here: float, there: float, goal: float, unit: str = "ms") -> Figure:
    """One line for something of which less is better."""
    return Figure(
        what, f"{here:,.1f} {unit}", f"{there:,.1f} {unit}", f"{goal:g} times less", there / here >= goal
    )


def measured(panels: list[Panel]) -> Iterator[Figure]:
    """Every line of the table; what is to be drawn of them is added to `panels`."""
    texts = Texts()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        homes = [folder / name for name in ("ours", "stock", "again")]
        for home in homes:
            home.mkdir()
        port = stack.enter_context(service(folder))

        def start(which: str) -> ExitStack:
            one = ExitStack()
            one.enter_context(ours(homes[2]) if which == "ours" else stock(homes[1], port))
            return one

        starts = {which: seconds_to_start(lambda: start(which)) for which in ("ours", "stock")}  # noqa: B023
        us, them = stack.enter_context(ours(homes[0])), stack.enter_context(stock(homes[1], port))
        memory = us.megabytes(), them.megabytes(them.processes[0])
        echo = Client(port)
        for _ in range(200):
            echo.post("/echo", {"text": texts.story()})
        floor = median(echo.took)

        both = [us, them]
        before = spent_in_parts(us.port)
        form = paces(both, texts, a_form)
        spent = {part: until - before.get(part, 0.0) for part, until in spent_in_parts(us.port).items()}
        question = paces(both, texts, questions)
        yield times_faster("a message in a form, p50", form["ours"].half, form["stock"].half, FORM)
        yield times_faster("a message in a form, p95", form["ours"].most, form["stock"].most, FORM)
        yield times_faster(
            "processor time of a message in a form, all processes", form["ours"].cpu, form["stock"].cpu, FORM
        )
        panels.append(
            Panel(
                "milliseconds of a message: in a form, 95 of 100 in a form, a question",
                ("half", "95 of 100", "question"),
                *((form[one].half, form[one].most, question[one].half) for one in ("ours", "stock")),
            )
        )
        # What began each form is in it too.
        yield where_it_goes(spent, len(form["ours"].took) + COMPLAINTS, median(form["stock"].took))
        yield times_faster(
            "a question outside a form, p50", question["ours"].half, question["stock"].half, QUESTION
        )
        seconds = {at_once: [a_second(one, texts, at_once) for one in both] for at_once in AT_ONCE}
        panels.append(
            Panel(
                "messages a second, by conversations at once",
                [str(at_once) for at_once in AT_ONCE],
                *([seconds[at_once][place] for at_once in AT_ONCE] for place in (0, 1)),
            )
        )
        for at_once, (here, there) in seconds.items():
            goal = at_once == 8
            yield Figure(
                f"messages a second, {at_once} conversations at once",
                f"{here:,.0f}",
                f"{there:,.0f}",
                f"{THROUGHPUT:g} times more" if goal else "",
                here / there >= THROUGHPUT if goal else None,
            )
        long, stocks = as_it_grows(us, texts, LONG), as_it_grows(them, texts, STOCK_LONG)
        panels.append(
            Panel(
                "milliseconds, by the number of the message in one conversation",
                [str(at) for at in long],
                list(long.values()),
                list(stocks.values()),
            )
        )
        yield Figure(
            "message 10, 50, 100, 500 of one conversation, p50",
            " / ".join(f"{took:.1f}" for took in long.values()) + " ms",
            " / ".join(f"{took:.1f}" for took in stocks.values()) + " ms (to 100)",
            f"500 at most {LATE:g} times 10",
            long[500] / long[10] <= LATE,
        )
        yield times_faster("start to first answer", starts["ours"], starts["stock"], START, "s")
        yield times_faster(
            "memory of all that `./heard up` runs, and of stock Rasa alone", *memory, MEMORY, "MB"
        )
        yield times_faster(
            "Rasa's environment on disk",
            *(megabytes_on_disk(p.parents[1]) for p in (environments.rasas(), environments.stocks())),
            DISK,
            "MB",
        )
        yield whole_journey(us, texts, floor)


def where_it_goes(spent: Mapping[str, float], messages: int, at_their_door: float) -> Figure:
    """What of a message is Rasa's, as the stock bot's is all Rasa's and its actions', and what is beside it.

    `spent`: milliseconds in all that each part took by itself's telling, of so many messages.
    """
    each = {part: took / messages for part, took in spent.items()}
    at_ours = each["rasa"]
    return Figure(
        "of a message in a form, mean: what Rasa takes with its actions, and what is beside it",
        f"{at_ours:.1f} ms Rasa (understanding {each['understanding']:.1f}, dialogue {each['dialogue']:.1f}, "
        f"in which the plan {each['plan']:.1f}), {each['gateway'] - at_ours:.1f} ms the gateway",
        f"{at_their_door:.1f} ms (p50)",
        "",
        None,
    )


def whole_journey(us: Talker, texts: Texts, floor: float) -> Figure:
    """A new complaint from the first word to the receipt, every process counted."""
    spent, messages = [], []
    for _ in range(COMPLAINTS):
        before, talk = us.cpu(), us.talk(texts)
        talk.begin()
        while talk.answer():
            pass
        spent.append(us.cpu() - before)
        messages.append(len(talk.client.took))
    return Figure(
        f"processor time of a whole new complaint, {median(messages):.0f} messages",
        f"{median(spent):.0f} ms",
        f"an echo takes {floor:.1f} ms on the wall",
        "",
        None,
    )


def main() -> int:
    """Measure, print and keep."""
    how = (
        "milliseconds at the client, both on this machine and talked to in turn, no text twice; ours through "
        "the whole gateway, the stock bot (DIET, TED, UnexpecTED, two forms, three actions over HTTP, as "
        "`rasa init` sets it up, trained on the same texts) at Rasa's own door"
    )
    panels: list[Panel] = []
    keep("How fast it talks", how, list(measured(panels)), KEPT)
    DRAWN.write_text(chart(panels, "ours, whole", "stock Rasa at its door"), encoding="utf-8")
    with KEPT.open("a", encoding="utf-8") as kept:
        kept.write(f"\n![The same as bars]({DRAWN.name})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
