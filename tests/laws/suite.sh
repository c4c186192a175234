#!/bin/sh
# SPDX-License-Identifier: MIT
# A runner that dies, or says nothing, is a failure in tests/suite's closing
# line, and has a name: the lines below are runners, driven as automake does it.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/ncalls-suite.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
n=0

runner() { # NAME SHELL-COMMANDS
	printf '#!/bin/sh\n%s\n' "$2" >"$work/$1.sh"
}

says() { # TEXT: whether suite printed that line
	grep -qxF -- "$1" "$work/out" && return
	printf 'no line: %s\n' "$1"
	return 1
}

law() { # TITLE WANTED-STATUS LINE...: all runners written so far, then none
	n=$((n + 1))
	title=$1 wanted=$2 wrong=
	shift 2
	MAKEFLAGS= MAKELEVEL= MAKE=make "$srcdir/tests/suite" "$work" >"$work/out" 2>&1 </dev/null
	status=$?
	[ "$status" = "$wanted" ] || wrong="status $status"
	for line in "$@"; do
		wrong=$wrong$(says "$line")
	done
	[ "$(tail -n 1 "$work/out")" = "$1" ] || wrong="$wrong, last line: $(tail -n 1 "$work/out")"
	if [ -z "$wrong" ]; then
		echo "ok $n - $title"
	else
		echo "not ok $n - $title"
		echo "# $wrong"
		sed 's/^/# /' "$work/out"
	fi
	rm -f "$work"/*.sh "$work"/*.log "$work"/*.trs
}

cat >"$work/Makefile" <<END
names := \$(basename \$(notdir \$(wildcard $work/*.sh)))
check: \$(names:=.log)
	@! grep -q 'global-test-result: [FE]' *.trs
%.log: %.sh
	@AM_TAP_AWK=awk sh '$srcdir/build-aux/tap-driver.sh' --test-name \$* --log-file \$*.log --trs-file \$*.trs \\
		--color-tests no --enable-hard-errors yes --expect-failure no -- '$srcdir/tests/run-test' sh ./\$<
list-tests:
	@echo '\$(names)'
.PHONY: check list-tests
END

runner good 'echo 1..2; echo "ok 1 - a"; echo "ok 2 - b"'
runner skips 'echo 1..1; echo "ok 1 - a # SKIP no moon"'
law "what passes and skips is counted" 0 "2 passed, 0 failed, 1 skipped"

runner good 'echo 1..1; echo "ok 1 - a"'
runner wrong 'echo 1..2; echo "not ok 1 - a"; echo "# why"; echo "ok 2 - b"; exit 1'
law "a failure is counted once" 1 "2 passed, 1 failed" "not ok 1 - a" "# why"

runner good 'echo 1..1; echo "ok 1 - a"'
runner killed 'echo 1..2; echo "ok 1 - a"; kill -9 $$'
law "a runner that is killed is a failure" 1 "2 passed, 1 failed" "not ok - killed was ended by signal 9"

runner crashed 'echo 1..1; echo "not ok 1 - a"; kill -11 $$'
law "a crash is a failure beside others" 1 "0 passed, 2 failed" "not ok - crashed was ended by signal 11"

runner good 'echo 1..1; echo "ok 1 - a"'
runner silent 'exit 0'
law "a runner without a plan is a failure" 1 "1 passed, 1 failed" "not ok - silent did not run as planned"

runner ended 'echo 1..1; echo "ok 1 - a"; exit 3'
law "a status other than 0 is a failure" 1 "1 passed, 1 failed" "not ok - ended ended with status 3"

runner fewer 'echo 1..3; echo "ok 1 - a"'
law "fewer tests than planned are a failure" 1 "1 passed, 1 failed" "not ok - fewer did not run as planned"

# The driver starts run-test, which runs a test; its parent is that driver.
runner after 'echo 1..1; echo "ok 1 - a"'
runner driver 'kill -9 $PPID; exit 0'
law "a driver that is killed is a failure, and the others go on" 1 "1 passed, 1 failed" \
	"not ok - driver there is no result: its driver ended early"

runner driver 'kill -9 $PPID; exit 0'
law "when no runner has a result, that is a failure" 1 "0 passed, 1 failed" "the tests could not be built"
echo "1..$n"
