"""The `tutor` command. Each verb calls one function of the rooms below; results go to standard output, all else to standard error."""

from tutor.cli.app import main
