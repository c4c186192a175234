/* SPDX-License-Identifier: MIT */
/* Completion for bash 3.2 and later, without bash-completion's functions. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/completions.h"

static void print_words(const char *(*words)(size_t index))
{
    for (size_t i = 0; words(i); i++)
        printf("%s%s", i ? " " : "", words(i));
}

static void print_names(const nc_command *command)
{
    const char *blank = "";

    for (const nc_option_group *g = command->groups; g->title; g++)
        for (const nc_option *o = g->options; o->name; o++) {
            if (o->letter)
                printf("%s-%c", blank, o->letter);
            printf("%s--%s", o->letter ? " " : blank, o->name);
            blank = " ";
        }
}

/* case "$command $before": what the value of an option may be. Without a row of
 * its own an option takes no value. */
static void print_values(const nc_command *command)
{
    for (const nc_option_group *g = command->groups; g->title; g++)
        for (const nc_option *o = g->options; o->name; o++) {
            if (!o->argument)
                continue;
            printf("    \"%s --%s\"", command->name, o->name);
            if (o->letter)
                printf(" | \"%s -%c\"", command->name, o->letter);
            if (o->words) {
                printf(") words='");
                print_words(o->words);
                printf("' ;;\n");
            } else {
                printf(") %s ;;\n", o->path ? "files=1" : ":");
            }
        }
}

static void print_operands(const nc_command *command)
{
    if (command->operand_words) {
        printf("    %s) words='", command->name);
        print_words(command->operand_words);
        printf("' ;;\n");
    } else {
        printf("    %s) %s ;;\n", command->name, *command->operands ? "files=1" : ":");
    }
}

static void print_commands(void (*print)(const nc_command *command))
{
    for (size_t i = 0; nc_commands_all[i]; i++)
        print(nc_commands_all[i]);
}

static void print_options(const nc_command *command)
{
    printf("    %s) words='", command->name);
    print_names(command);
    printf("' ;;\n");
}

static const char head[] = "# bash completion for ncalls; made by ncalls help --completions bash\n"
                           "_ncalls()\n"
                           "{\n"
                           "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
                           "  local words='' files='' operand='' i\n"
                           "  # --option=value is three words here\n"
                           "  if [[ $current == '=' ]]; then\n"
                           "    current=''\n"
                           "  elif [[ $before == '=' && $COMP_CWORD -ge 2 ]]; then\n"
                           "    before=${COMP_WORDS[COMP_CWORD-2]}\n"
                           "  fi\n"
                           "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                           "    [[ ${COMP_WORDS[i]} == -- ]] && operand=1 before=''\n"
                           "  done\n";

/* What readline completes by itself it quotes better than we do; but it does
 * so only where there is no other word to offer. */
static const char tail[] = "  COMPREPLY=()\n"
                           "  [[ -n $words ]] && COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
                           "  [[ -n $files ]] || return 0\n"
                           "  [[ ${#COMPREPLY[@]} -eq 0 ]] && compopt -o default 2>/dev/null && return 0\n"
                           "  compopt -o filenames 2>/dev/null\n"
                           "  while IFS= read -r i; do\n"
                           "    COMPREPLY+=(\"$i\")\n"
                           "  done < <(compgen -f -- \"$current\")\n"
                           "}\n"
                           "complete -F _ncalls ncalls\n";

void nc_completions_bash(void)
{
    printf("%s  local command=%s\n  case ${COMP_WORDS[1]} in\n    ", head, nc_commands_all[0]->name);
    for (size_t i = 0; nc_commands_all[i]; i++)
        printf("%s%s", i ? " | " : "", nc_commands_all[i]->name);
    printf(") [[ $COMP_CWORD -gt 1 ]] && command=${COMP_WORDS[1]} ;;\n  esac\n"
           "  case \"$command $before\" in\n");
    print_commands(print_values);
    printf("    *)\n  if [[ $current == -* && -z $operand ]]; then\n    case $command in\n");
    print_commands(print_options);
    printf("    esac\n  else\n    case $command in\n");
    print_commands(print_operands);
    printf("    esac\n    [[ $COMP_CWORD -eq 1 ]] && words='");
    print_words(nc_commands_word);
    printf("'\n  fi ;;\n  esac\n%s", tail);
}
