#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Help texts, man pages and completions say the same, and what they say works."""
import os
import re
import shutil
import subprocess

import law

BUILD = os.environ["builddir"]
PAGES = os.path.join(law.SRCDIR, "man")
MADE = os.path.join(BUILD, "man") # pages that the build makes


def page_of(name):
    here = os.path.join(PAGES, name)
    return here if os.path.exists(here) else os.path.join(MADE, name)


def commands():
    lines = law.run("help").stdout.decode().splitlines()
    start = lines.index("Commands:") + 1
    return [line.split()[0] for line in lines[start:lines.index("", start)]]


def help_of(command):
    return law.run("help", command).stdout.decode()


def rows_of_help(command):
    """[(letter, name, argument, [word, ...])] in the order of the help text."""
    rows = []
    for line in help_of(command).splitlines():
        match = re.match(r"  (?:-(\w), |    )--([\w-]+)(?: (\S+))?(?:  |$)", line)
        if match:
            rows.append([match[1] or "", match[2], match[3] or "", ""])
        elif rows and line.startswith(" " * 28):
            rows[-1][3] += " " + line.strip()
        if match and len(line) > 28 and line[26:28] == "  ":
            rows[-1][3] = line[28:]
    def values(text): # "..., never the name: pstats, collapsed"
        match = re.search(r": ((?:[\w-]+, )*[\w-]+)$", text)
        return match[1].split(", ") if match else []
    return [(letter, name, argument, values(text)) for letter, name, argument, text in rows]


def rows_of_page(path):
    """The same of a page's .It lines."""
    rows = []
    with open(path, encoding="utf-8") as page:
        for line in page:
            match = re.match(r"\.It (?:Fl (\w) , )?Fl -([\w-]+)(?: Ar (\S+))?$", line)
            if match:
                rows.append((match[1] or "", match[2], match[3] or ""))
            elif line.startswith(".It Fl"):
                rows.append(("", "cannot be read: " + line, ""))
    return rows


def page_agrees(command):
    page = page_of(f"ncalls-{command}.1")
    if not os.path.exists(page):
        return [f"there is no {os.path.basename(page)}"]
    wanted = [row[:3] for row in rows_of_help(command)]
    got = rows_of_page(page)
    problems = [f"not in the page: {row}" for row in wanted if row not in got]
    problems += [f"only in the page: {row}" for row in got if row not in wanted]
    if not problems and wanted != got:
        problems.append(f"another order: {wanted}, {got}")
    return problems if wanted else ["the help text has no option"]


def help_fits(command):
    return [f"{len(line)} columns: {line}" for line in help_of(command).splitlines() if len(line) > 80]


def every_command_is_listed():
    with open(os.path.join(PAGES, "ncalls.1"), encoding="utf-8") as page:
        listed = re.findall(r"^\.It Ic (\S+)$", page.read(), re.M)
    return [] if listed == commands() else [f"ncalls(1) has {listed}, the program {commands()}"]


def every_format_is_explained():
    """Each reader and writer, under Reading or Writing of ncalls-formats(1)."""
    with open(os.path.join(PAGES, "ncalls-formats.1"), encoding="utf-8") as page:
        parts = re.split(r"^\.Ss (\w+)\n", page.read(), flags=re.M)
    problems = []
    for kind, title in (("Reads", "Reading"), ("Writes", "Writing")):
        explained = re.findall(r"^\.It Cm (\S+)$", parts[parts.index(title) + 1], re.M)
        problems += [f"{kind}: {name} is not explained" for name in law.names(kind) if name not in explained]
        problems += [f"{kind}: {name} does not exist" for name in explained if name not in law.names(kind)]
    return problems


def references():
    """Pages that pages name exist, unless they are other people's."""
    foreign = {("gzip", "1"), ("zstd", "1"), ("pcre2pattern", "3")}
    ours = {tuple(name.rsplit(".", 1)) for name in os.listdir(PAGES) + os.listdir(MADE)}
    problems = []
    for name in os.listdir(PAGES):
        with open(os.path.join(PAGES, name), encoding="utf-8") as page:
            for target in re.findall(r"\bXr (\S+) (\d)", page.read()):
                if target not in ours | foreign:
                    problems.append(f"{name} names {target[0]}({target[1]})")
    return problems


def lint():
    mandoc = shutil.which("mandoc")
    if not mandoc:
        law.skip("man pages pass mandoc -Tlint", "mandoc is not installed")
        return
    pages = [os.path.join(PAGES, name) for name in sorted(os.listdir(PAGES)) if re.search(r"\.\d$", name)]
    pages += [os.path.join(MADE, name) for name in sorted(os.listdir(MADE)) if re.search(r"\.\d$", name)]
    got = subprocess.run([mandoc, "-Tlint", "-W", "warning", *pages], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    law.check("man pages pass mandoc -Tlint", got.stdout.decode().splitlines())


def library_page():
    """Every public name is in libncalls(3): what makes it may not lose any."""
    with open(os.path.join(BUILD, "man", "libncalls.3"), encoding="utf-8") as page:
        text = page.read()
    problems = []
    folder = os.path.join(law.SRCDIR, "include", "ncalls")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as header:
            for line in header:
                for word in re.findall(r"\b(?:ncalls_\w+(?=\()|NCALLS_[A-Z_]+)\b", line):
                    if word not in text and not re.search(r"_H$|_API$|_NO_|_MUST", word):
                        problems.append(f"{name}: {word}")
    return problems


def example():
    """The program in libncalls(3) is a program."""
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if not compiler:
        law.skip("the example of libncalls(3) compiles", "there is no C compiler")
        return
    with open(os.path.join(PAGES, "libncalls.3.in"), encoding="utf-8") as page:
        source = re.search(r"^#include.*?^}$", page.read(), re.M | re.S)[0].replace("\\e", "\\")
    got = subprocess.run([compiler, "-std=c99", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-xc", "-",
                          "-I", os.path.join(law.SRCDIR, "include")], input=source.encode(),
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    law.check("the example of libncalls(3) compiles", got.stdout.decode().splitlines() if got.returncode else [])


def words_are_taken(command):
    """Every value that the help offers is one."""
    problems = []
    for _, name, _, words in rows_of_help(command):
        for word in words:
            got = law.run(command, f"--{name}={word}", "--version")
            if got.returncode:
                problems.append(f"--{name}={word}: {got.stderr!r}")
    return problems


# ---- completions -----------------------------------------------------------
# Each takes the script, many command lines (the last word is to be completed)
# and the folder to be in, and gives the words that the shell offers for each.

BASH = r'''source "$1"; shift
compopt() { return 1; } # what readline does itself we do not see
split=(); for word in "$@"; do case $word in --*=*) split+=("${word%%=*}" = "${word#*=}") ;; *) split+=("$word") ;; esac; done
COMP_WORDS=(ncalls "${split[@]}"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
[[ ${COMP_WORDS[COMP_CWORD]} == "" && ${COMP_WORDS[COMP_CWORD-1]} == = ]] && unset 'COMP_WORDS[COMP_CWORD]' && COMP_CWORD=$((COMP_CWORD - 1))
_ncalls; printf '%s\n' "${COMPREPLY[@]}"'''


def complete_bash(script, lines, folder):
    for words in lines:
        got = subprocess.run(["bash", "--norc", "-c", BASH, "bash", script, *words], cwd=folder,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        yield {word for word in got.stdout.decode().split("\n") if word}


def complete_fish(script, lines, folder):
    commands = [f"source {script}"]
    commands += [f"complete -C '{' '.join(['ncalls', *words])}'; echo @@end" for words in lines]
    with law.scratch() as home:
        got = subprocess.run(["fish", "--no-config", "-c", "\n".join(commands)], cwd=folder,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home})
    for words, part in zip(lines, got.stdout.decode().split("@@end\n")):
        found = {line.split("\t")[0] for line in part.split("\n") if line}
        # fish 4 lists what has the letters somewhere, too; on a terminal it shows
        # these only where no word begins with them.
        found = {word for word in found if word.startswith(words[-1])} or found
        # After --option= fish offers whole words.
        yield {re.sub(r"^--[\w-]+=", "", word) if "=" in words[-1] else word for word in found}


# zsh completes only on a terminal; what it offers goes to descriptor 3, on its way there.
ZSHRC = r'''
PROMPT= RPROMPT= LISTMAX=100000; fpath=($SCRIPTS $fpath); autoload -U compinit; compinit -u -D; exec 3>$HITS
compadd () {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a __hits; builtin compadd -A __hits "$@"
  local __hit; for __hit in $__hits; do print -r -- "$__hit" >&3; done
  builtin compadd "$@" }
bindkey "^I" list-choices
finish () { BUFFER=; print -r -- @@end >&3 }; zle -N finish; bindkey "^X" finish
zle-line-init () { print -r -- @@end >&3 }; zle -N zle-line-init
'''
ZSH = r'''
zmodload zsh/zpty zsh/zselect || exit 77
zpty z zsh -i
local junk wanted=0 tries
for line in "" "$@"; do # for the first one zsh gets ready
  [[ -n $line ]] && zpty -n -w z "$line"$'\t\x18'
  (( ++wanted, tries = 0 ))
  until [[ -e $HITS && $(grep -c '^@@end$' $HITS) -ge $wanted ]]; do
    while zpty -r -t z junk; do :; done
    zselect -t 2
    (( ++tries < 3000 )) || exit 78
  done
done
zpty -d z
'''


def complete_zsh(script, lines, folder):
    with law.scratch() as home:
        hits = os.path.join(home, "hits")
        with open(os.path.join(home, ".zshrc"), "w", encoding="utf-8") as file:
            file.write(ZSHRC)
        env = {**os.environ, "ZDOTDIR": home, "HOME": home, "HITS": hits, "SCRIPTS": os.path.dirname(script),
               "TERM": "xterm"}
        got = subprocess.run(["zsh", "-f", "-c", ZSH, "zsh", *[" ".join(["ncalls", *words]) for words in lines]],
                             cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if got.returncode:
            yield {f"zsh ended with status {got.returncode}: {got.stdout.decode()[-300:]}"}
            return
        with open(hits, encoding="utf-8") as file:
            parts = file.read().split("@@end\n")
    for part in parts[1:-1]:
        yield {line for line in part.split("\n") if line}


def check_completion(shell, complete, script, folder):
    cases = [] # (words, what must be offered, and nothing else?)

    def expect(words, wanted, exact=True):
        cases.append((words, set(wanted), exact))
    expect([""], set(commands()) | {"app.prof"}, exact=False)
    expect(["rep"], ["report"])
    expect(["ap"], ["app.prof"])
    expect(["help", ""], commands())
    expect(["report", "app"], ["app.prof"])
    expect(["report", "-o", "out"], ["out.html"])
    for command in commands():
        rows = rows_of_help(command)
        expect([command, "--"], {"--" + name for _, name, _, _ in rows}, exact=shell == "bash")
        for _, name, _, words in rows:
            if words:
                expect([command, "--" + name, ""], words)
                expect([command, f"--{name}="], words)
    expect(["--sor"], ["--sort"])
    expect(["app.prof", "--sort", "tott"], ["tottime"])
    expect(["-s", "tott"], ["tottime"])
    expect(["report", "--", "--so"], [])
    offered = list(complete(script, [words for words, _, _ in cases], folder))
    problems = [] if len(offered) == len(cases) else [f"{len(cases)} lines, {len(offered)} answers: {offered[-1:]}"]
    for (words, wanted, exact), got in zip(cases, offered):
        if not (got == wanted if exact else got >= wanted):
            problems.append(f"{words}: {sorted(got)}, not {sorted(wanted)}")
    return problems


def completions(shell, name, complete):
    what = f"{shell} completes what the help texts say"
    script = os.path.join(BUILD, "completions", name)
    if not shutil.which(shell):
        law.skip(what, f"{shell} is not installed")
    elif shell == "zsh" and not law.has_terminals():
        law.skip(what, "this machine gives out no pseudo-terminals")
    elif not os.path.exists(script):
        law.skip(what, "this build is for another machine")
    else:
        printed = law.run("help", "--completions", shell).stdout
        problems = [] if open(script, "rb").read() == printed else [f"{name} is not what the program prints"]
        parsed = subprocess.run([shell, "-n", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        problems += parsed.stdout.decode().splitlines()
        with law.scratch() as folder:
            for file in ("app.prof", "out.html"):
                open(os.path.join(folder, file), "w").close()
            problems += check_completion(shell, complete, script, folder)
        law.check(what, problems)


def main():
    for command in commands():
        law.check(f"{command}: the man page has the options of the program", page_agrees(command))
        law.check(f"{command}: the help text fits 80 columns", help_fits(command))
        law.check(f"{command}: the values in the help text are taken", words_are_taken(command))
    law.check("ncalls(1) lists the commands", every_command_is_listed())
    law.check("ncalls-formats(1) explains each format", every_format_is_explained())
    law.check("pages that pages name exist", references())
    law.check("libncalls(3) has every public name", library_page())
    example()
    lint()
    completions("bash", "ncalls", complete_bash)
    completions("fish", "ncalls.fish", complete_fish)
    completions("zsh", "_ncalls", complete_zsh)
    law.done()


main()
