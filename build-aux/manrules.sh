#!/bin/sh
# SPDX-License-Identifier: MIT
#
# manrules.sh TEMPLATE YML...: the page ncalls-rules(1) on standard output. Name,
# title and fix of every rule, as its lexicon file has them in one line each, take
# the place of the line @RULES@.
set -eu
LC_ALL=C
export LC_ALL
template=$1
shift
awk -v files="$*" '
function value(line) { # of "key: value", without its quotes
	sub(/^[^:]*: /, "", line)
	if (line ~ /^".*"$/) line = substr(line, 2, length(line) - 2)
	gsub(/\\/, "\\e", line)
	return line ~ /^[.'\'']/ ? "\\&" line : line
}
function print_rules(file,   line, id) {
	while ((getline line < file) > 0) {
		if (line ~ /^  [^ ].*:$/) { # of the rules, and of cures, which have a fix, too
			gsub(/[ :]/, "", line)
			id = line ~ /^[A-Z]+[0-9]+$/ ? line : ""
		} else if (id == "") {
			continue
		} else if (line ~ /^    name: /) {
			print ".It Cm " id " , " value(line)
		} else if (line ~ /^    title: /) {
			print value(line) "."
		} else if (line ~ /^    fix: /) {
			print value(line) "."
		}
	}
	close(file)
}
$0 == "@RULES@" {
	n = split(files, name, " ")
	for (i = 1; i <= n; i++) print_rules(name[i])
	next
}
{ print }
' "$template"
