#!/bin/sh
# SPDX-License-Identifier: MIT
#
# man3.sh TEMPLATE HEADER...: the page libncalls(3) on standard output. Comments
# and declarations of the headers, in their order, take the place of the line
# @HEADERS@. A comment that begins in the first column belongs to the
# declaration below it; the first one of a file to the file.
set -eu
template=$1
shift
awk -v headers="$*" '
function roff(line) { # text that is no request
	gsub(/\\/, "\\e", line)
	return line ~ /^[.'\'']/ ? "\\&" line : line
}
function change(display, offset) { # into this kind of display, "" = none
	if (display == displayed) return
	if (displayed != "") print ".Ed"
	if (display != "") print ".Bd -" display offset
	displayed = display
}
# The text of a comment: lines that are indented stay as they are. A new
# sentence begins a new line.
function say(text, filled, offset,   n, i, j, line, part, blank) {
	n = split(text, line, "\n")
	for (i = 1; i <= n; i++) {
		if (line[i] ~ /^[ \t]*$/) {
			blank = displayed != "literal"
			continue
		}
		if (line[i] ~ /^  /) {
			change("literal", offset)
			print roff(line[i])
			continue
		}
		change(filled, offset)
		if (blank) print ".Pp"
		blank = 0
		gsub(/\. +/, ".\n", line[i])
		j = split(line[i], part, "\n")
		for (line[i] = 1; line[i] <= j; line[i]++) print roff(part[line[i]])
	}
	change("")
}
function declare() {
	sub(/\n$/, "", code)
	print ".Bd -literal"
	print code
	print ".Ed"
	if (comment != "") say(comment, "filled", " -offset indent")
	code = comment = ""
}
function read_header(file,   line, head, inside, depth, open) {
	print ".Sh <ncalls/" substr(file, match(file, /[^\/]*$/)) ">"
	comment = code = ""
	head = 1
	while ((getline line < file) > 0) {
		if (line ~ /SPDX-License-Identifier/) continue
		if (inside || (code == "" && line ~ /^\/\*/)) {
			if (!inside) comment = ""
			inside = line !~ /\*\/[ \t]*$/
			sub(/^\/\*[ \t]?/, "", line)
			sub(/^ \*( |$)/, "", line)
			sub(/[ \t]*\*\/[ \t]*$/, "", line)
			sub(/^[*\/]+$/, "", line)
			if (line != "" || comment != "") comment = comment line "\n"
			if (!inside && head) { say(comment, "", ""); comment = ""; head = 0 }
			continue
		}
		if (line ~ /^#define NCALLS_[A-Z_]+ / && line !~ /^#define NCALLS_API /) { code = roff(line); declare(); continue }
		if (line ~ /^#define NCALLS_[A-Z_]+_H$/ || line ~ /^#|^extern "C" \{$|^\}$/ || (code == "" && line ~ /^[ \t]*$/)) {
			if (line ~ /^#define NCALLS_API/) comment = ""
			continue
		}
		sub(/^NCALLS_API /, "", line)
		code = code roff(line) "\n"
		open = line
		sub(/\/\*.*/, "", open)
		depth += gsub(/\{/, "", open)
		depth -= gsub(/\}/, "", open)
		if (depth == 0 && open ~ /;[ \t]*$/) declare()
	}
	close(file)
}
$0 == "@HEADERS@" {
	n = split(headers, file, " ")
	for (i = 1; i <= n; i++) read_header(file[i])
	next
}
/build-aux\/man3.sh/ { print ".\\\" Made by build-aux/man3.sh from the public headers."; next }
{ print }' "$template"
