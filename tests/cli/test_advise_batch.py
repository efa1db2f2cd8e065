"""``svangrum advise --batch`` as a person and a program meet it: files, pipes, exit codes, and Ctrl-C."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys

import pytest

from svangrum.advice.batch_line import LONGEST
from svangrum.cli.main import main

CLEANING = {
    "what": "lokalvård i två förskolor",
    "value": 1_200_000,
    "municipality": "Nordanstig",
    "same-kind": 0,
    "contract": False,
    "as-of": "2026-11-23",
}
OPTIONS = ("--value", "1200000", "--municipality", "Nordanstig", "--same-kind", "0", "--contract", "no")


@pytest.fixture
def svangrum(capfdbinary):
    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        sys.stdout.flush()
        told = capfdbinary.readouterr()
        return left.value.code, told.out, told.err.decode()

    return run


@pytest.fixture
def file(tmp_path):
    def written(*lines):
        path = tmp_path / "köp.jsonl"
        path.write_bytes(b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines))
        return str(path)

    return written


def objects(told):
    return [json.loads(line) for line in told.splitlines()]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_answer_line_holds_what_json_tells_of_the_same_options(svangrum, file, language):
    code, told, complaints = svangrum("advise", "--batch", file(CLEANING), "--comparables", "--lang", language)
    _, alone, _ = svangrum(
        *("advise", "--what", CLEANING["what"], *OPTIONS, "--as-of", "2026-11-23", "--json", "--lang", language)
    )
    assert code == 0
    assert json.dumps(objects(told)[0]) == json.dumps(json.loads(alone))
    assert {"sv": "besvarad", "en": "answered"}[language] in complaints


def test_lines_without_a_day_are_answered_for_the_one_that_is_stated(svangrum, file):
    undated = {key: value for key, value in CLEANING.items() if key != "as-of"}
    _, told, _ = svangrum("advise", "--batch", file(undated, CLEANING), "--as-of", "2024-06-01")
    assert [one["as_of"] for one in objects(told)] == ["2024-06-01", "2026-11-23"]


def test_bad_lines_are_answered_in_their_place_and_counted(svangrum, file):
    path = file(CLEANING, b"nope", b"", b"x" * (3 * LONGEST), b"\0", b'{"what": "mat", "value": "x"}', CLEANING)
    code, told, complaints = svangrum("advise", "--batch", path)
    found = objects(told)
    assert code == 1
    assert [one["error"]["line"] for one in found if "error" in one] == [2, 3, 4, 5, 6]
    assert found[0] == found[6]
    assert "5 av 7" in complaints


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        ((), 0, "inga rader"),
        ((CLEANING,), 0, "Den enda raden"),
        ((CLEANING, CLEANING), 0, "Alla 2 rader"),
        ((b"nope", CLEANING), 1, "1 av 2"),
        ((b"nope",), 2, "1 av 1"),
    ],
)
def test_the_exit_code_and_the_summary_tell_how_it_went(svangrum, file, lines, code, told):
    left, _, complaints = svangrum("advise", "--batch", file(*lines))
    assert left == code
    assert told in complaints


@pytest.mark.parametrize("written", [b"\xef\xbb\xbf%s", b"%s\r\n", b"%s\n", b"%s"])
def test_files_as_different_programs_save_them(svangrum, file, written):
    code, told, _ = svangrum("advise", "--batch", file(written % json.dumps(CLEANING).encode()))
    assert code == 0
    assert len(objects(told)) == 1


def test_a_line_at_the_limit_is_read_and_the_next_one_too(svangrum, file):
    one = json.dumps(CLEANING).encode()
    path = file(one.ljust(LONGEST - 1), one.ljust(LONGEST), one)
    _, told, _ = svangrum("advise", "--batch", path)
    assert ["error" in one for one in objects(told)] == [False, True, False]


def test_standard_input_is_read(svangrum, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(CLEANING).encode())))
    code, told, _ = svangrum("advise", "--batch", "-")
    assert code == 0
    assert objects(told)[0]["purchase"]["municipality"] == "Nordanstig"


def test_answers_are_saved_in_a_file(svangrum, file, tmp_path):
    out = tmp_path / "svar" / "svar.jsonl"
    code, told, _ = svangrum("advise", "--batch", file(CLEANING, b"nope"), "--out", str(out))
    assert (code, told) == (1, b"")
    assert len(objects(out.read_bytes())) == 2
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("saknas.jsonl",), "går inte att läsa"),
        ((".",), "går inte att läsa"),
        (("köp.jsonl", "--out", "."), "är en mapp"),
        (("köp.jsonl", "--out", "köp.jsonl"), "är filen med köpen"),
        (("köp.jsonl", "--out", "./../köp/köp.jsonl"), "är filen med köpen"),
        (("köp.jsonl", "--out", "köp.jsonl/svar.jsonl"), "Det går inte att skriva"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_nothing_is_done(svangrum, tmp_path, monkeypatch, arguments, told):
    folder = tmp_path / "köp"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "köp.jsonl").write_text(json.dumps(CLEANING), "utf-8")
    code, answered, complaints = svangrum("advise", "--batch", *arguments)
    assert (code, answered) == (2, b"")
    assert told in complaints
    assert [path.read_text("utf-8") for path in folder.iterdir()] == [json.dumps(CLEANING)]


def test_options_of_one_purchase_are_refused(svangrum, file):
    code, answered, complaints = svangrum("advise", "--batch", file(CLEANING), "--value", "5", "--same-kind", "0")
    assert (code, answered) == (2, b"")
    assert "--value, --same-kind" in complaints


def test_what_stood_in_the_file_stays_until_all_is_written(svangrum, file, tmp_path, monkeypatch):
    out = tmp_path / "svar.jsonl"
    out.write_bytes(b"before\n")
    monkeypatch.setattr("svangrum.cli.batch.answer_lines", broken)
    with pytest.raises(RuntimeError):
        main(["advise", "--batch", file(CLEANING), "--out", str(out)])
    assert out.read_bytes() == b"before\n"
    assert not (tmp_path / "svar.jsonl.part").exists()


def broken(lines, **_kwargs):
    raise RuntimeError(str(next(lines)))


STARTED = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started without it
from svangrum.cli.main import main
main()
"""


def started(source, *arguments):
    command = [sys.executable, "-c", STARTED, "advise", "--batch", source, *arguments]
    # Unbuffered: what a buffer has read beyond a line is not seen by communicate()
    return subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("read", [1, 3])
def test_ctrl_c_leaves_whole_lines_only(file, read):
    path = file(*({**CLEANING, "value": value} for value in range(1, 20_000)))
    with started(path) as process:
        first = [process.stdout.readline() for _ in range(read)]
        process.send_signal(signal.SIGINT)
        rest, complaints = process.communicate(timeout=60)
    told = b"".join(first) + rest
    assert told.endswith(b"\n")
    lines = objects(told)
    assert all(one["schema"] == "svangrum-advice/3" for one in lines)
    assert process.returncode == 2
    assert f"hann skrivas: {len(lines)}." in complaints.decode().replace("\u00a0", "")


def test_ctrl_c_leaves_the_file_as_it_was(tmp_path):
    out, part = tmp_path / "svar.jsonl", tmp_path / "svar.jsonl.part"
    out.write_bytes(b"before\n")
    with started("-", "--out", str(out)) as process:
        process.stdin.write(json.dumps(CLEANING).encode() + b"\n")
        process.stdin.flush()
        while not (part.exists() and part.stat().st_size):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "är inte ändrad" in complaints.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["svar.jsonl"]
    assert out.read_bytes() == b"before\n"


def test_each_answer_comes_when_its_line_does():
    with started("-") as process:
        for _ in range(2):
            process.stdin.write(json.dumps(CLEANING).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["as_of"] == "2026-11-23"
        process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_reader_that_leaves_early_is_no_fault(file):
    with started(file(*([CLEANING] * 500))) as process:
        assert objects(process.stdout.readline())
        process.stdout.close()
        complaints = process.stderr.read().decode()
        process.wait(60)
    assert "Traceback" not in complaints
