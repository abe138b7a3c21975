"""The commands of the front door."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from launch import chat, environments, materials, serve, testing, understanding
from launch.place import ROOT, Trouble, environment, home

BENCHMARKS = {
    "law": "due dates and timelines",
    "screen": "how long the screen listens",
    "parse": "how long a message takes to be understood, beside stock Rasa, which is built and trained first",
    "cluster": "what a complaint costs each part, with two of each",
    "conversation": "how fast it talks, beside stock Rasa, which is built and trained first",
    "growth": "what a million cases cost beside a thousand",
    "widget": "what the widget weighs, how soon it can be used, what it leaves behind, in a real browser",
}
"""What `./heard bench` measures, all of it if none is named."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; trouble is one sentence and a failing exit."""
    parser = argparse.ArgumentParser(prog="./heard", description=__doc__, add_help=True)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    up = commands.add_parser("up", help="set up whatever is missing and serve everything on this machine")
    up.add_argument("--council", help="serve this council alone")
    up.add_argument(
        "--cluster", action="store_true", help="two of each part on PostgreSQL and Redis, to try that out"
    )
    talk = commands.add_parser("chat", help="the same conversation in this terminal; starts what it needs")
    talk.add_argument("--council", help="as on this council's page")
    talk.add_argument("--locale", help="in this language")
    talk.add_argument("--age-band", choices=("child", "teen", "adult"), help="in words for this age")
    test = commands.add_parser("test", help="set up whatever is missing and run every test")
    test.add_argument("only", nargs="*", help="test files or folders, and pytest's options after --")
    test.add_argument(
        "--soak", nargs=argparse.REMAINDER, help="the long ones: attacks, made-up input, faults, load"
    )
    made_of = commands.add_parser(
        "materials", help="every package with its licence (CycloneDX), and what is known against them"
    )
    made_of.add_argument("--to", type=Path, default=Path("materials"), metavar="FOLDER", help="where")
    commands.add_parser("check", help="validate procedures, wording and phrases; say what is unverified")
    commands.add_parser("parse", help="understand a text a line from standard input; a JSON a line comes out")
    nlu = commands.add_parser("nlu", help="score the language model on the evaluation set; prints no text")
    nlu.add_argument("--harm", action="store_true", help="score model and screen on the sealed set of harm")
    nlu.add_argument("--asked", action="store_true", help="score what is heard asked of the chat")
    nlu.add_argument("--draw", type=Path, metavar="SVG", help="draw the confusion matrix into this file")
    nlu.add_argument("--file", type=Path, help="another set: text and intent, a tab between")
    nlu.add_argument(
        "--against-stock", action="store_true", help="beside stock Rasa trained on the same texts"
    )
    nlu.add_argument("--duplicates", action="store_true", help="show training texts that are too like others")
    clock = commands.add_parser("deadlines", help="count one clock from a day and say what it passed over")
    clock.add_argument("words", nargs=argparse.REMAINDER, metavar="COUNCIL CLOCK START")
    story = commands.add_parser("timeline", help="where the complaint in a file stands, and what may be done")
    story.add_argument("file", type=Path, help="YAML: council, route, as_of and events")
    story.add_argument("--svg", type=Path, help="draw its stages and clocks to this file")
    staff = commands.add_parser("staff", help="accounts of the council's staff, and what a council fills in")
    staff.add_argument("words", nargs=argparse.REMAINDER, metavar="add|remove|settings ...")
    words = commands.add_parser("words", help="another language's sentences, to a translator and back")
    words.add_argument("what", choices=("export", "import"))
    words.add_argument("language", help="its tag, such as pl")
    words.add_argument("file", type=Path, help="the .po file")
    commands.add_parser("redate", help="settle the dates of open complaints after a new bank holiday")
    audit = commands.add_parser(
        "audit", help="whether the record is as it was written; names the first bad event"
    )
    audit.add_argument("--against", type=Path, metavar="FILE", help="also hold it against an earlier export")
    audit.add_argument(
        "--export", type=Path, metavar="FILE", help="then write what a later audit holds it against"
    )
    backup = commands.add_parser(
        "backup", help="one sealed file of everything; deletes backups that are too old"
    )
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="where; backups in HEARD_HOME by default")
    backup.add_argument("--days", metavar="DAYS", help="keep each for so many days, 30 at most")
    restore = commands.add_parser("restore", help="put a backup back where there is no installation yet")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--erased-in", type=Path, metavar="EXPORT", help="erase again what this export of the audit says was"
    )
    commands.add_parser(
        "demo", help="fill an empty installation on this machine with a year of invented cases"
    )
    commands.add_parser("rotate", help="seal everything again under a new HEARD_SECRET_KEY")
    bench = commands.add_parser("bench", help="measure speed beside references; keeps docs/benchmarks")
    for name, what in BENCHMARKS.items():
        bench.add_argument(f"--{name}", action="append_const", dest="named", const=name, help=what)
    mutants = commands.add_parser(
        "mutants", help="change the law's code place by place; say what no test sees"
    )
    mutants.add_argument("words", nargs=argparse.REMAINDER, metavar="[PACKAGE ...] [--most N] [--seed N]")
    run = commands.add_parser("run", help="run a command with the project's Python, tools and modules")
    run.add_argument("words", nargs=argparse.REMAINDER)
    given = parser.parse_args(arguments)
    try:
        if given.command == "up":
            return serve.up(given.council, given.cluster)
        if given.command == "chat":
            return _chat(given)
        if given.command == "test":
            return testing.run(given.only) if given.soak is None else testing.soak(given.soak)
        if given.command == "materials":
            return materials.materials(given.to)
        if given.command == "check":
            return _become([str(environments.modern()), "-m", "backend.check"])
        if given.command == "parse":
            return understanding.parse()
        if given.command == "nlu":
            if given.duplicates:
                return understanding.duplicates()
            if given.asked:
                return understanding.score_asked(given.file)
            return understanding.score(given.file, given.harm, given.draw, given.against_stock)
        if given.command == "bench":
            named = given.named or [*BENCHMARKS]
            python = environments.modern(tests=bool({"growth", "widget"} & {*named}))
            return _become([str(python), "-m", "bench", *named])
        if given.command == "mutants":
            return _become([str(environments.modern(tests=True)), "-m", "bench.mutants", *given.words])
        if given.command == "deadlines":
            return _become([str(environments.modern()), "-m", "backend.timetable", "deadlines", *given.words])
        if given.command == "timeline":
            svg = ["--svg", str(given.svg.absolute())] if given.svg else []
            return _become(
                [
                    str(environments.modern()),
                    "-m",
                    "backend.timetable",
                    "timeline",
                    str(given.file.absolute()),
                    *svg,
                ]
            )
        if given.command == "staff":
            return _become([str(environments.modern()), "-m", "backend.staffing", *given.words])
        if given.command == "words":
            file = str(given.file.absolute())
            return _become(
                [str(environments.modern()), "-m", "backend.translating", given.what, given.language, file]
            )
        if given.command == "audit":
            files = {"--against": given.against, "--export": given.export}
            named = [word for name, file in files.items() if file for word in (name, str(file.absolute()))]
            return _become([str(environments.modern()), "-m", "backend.audit", *named])
        if given.command == "backup":
            to = ["--to", str(given.to.absolute())] if given.to else []
            days = ["--days", given.days] if given.days else []
            return _become([str(environments.modern()), "-m", "backend.backup", "backup", *to, *days])
        if given.command == "restore":
            erased = ["--erased-in", str(given.erased_in.absolute())] if given.erased_in else []
            file = str(given.file.absolute())
            return _become([str(environments.modern()), "-m", "backend.backup", "restore", file, *erased])
        if given.command == "demo":
            return _become([str(environments.modern()), "-m", "backend.demo"])
        if given.command == "rotate":
            return _become([str(environments.modern()), "-m", "backend.rotate"])
        if given.command == "redate":
            return _become([str(environments.modern()), "-m", "backend.redate"])
        return _become_tool(given.words)
    except Trouble as trouble:
        print(f"heard: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _chat(given: argparse.Namespace) -> int:
    arriving = {"council": given.council, "locale": given.locale, "age_band": given.age_band}
    with serve.answering(None) as address:
        return chat.chat(address, {name: value for name, value in arriving.items() if value})


def _become_tool(words: Sequence[str]) -> int:
    if not words:
        raise Trouble("Say what to run: ./heard run pytest tests/deadlines")
    python = environments.modern(tests=True)
    tool = python.parent / words[0]
    return _become([str(tool) if tool.exists() else words[0], *words[1:]])


def _become(command: Sequence[str]) -> int:
    here = str(home())
    os.chdir(ROOT)
    bin_first = os.pathsep.join([os.path.dirname(command[0]), os.environ.get("PATH", "")])
    os.execvpe(command[0], list(command), environment(PATH=bin_first, PYTHONPATH=str(ROOT), HEARD_HOME=here))
