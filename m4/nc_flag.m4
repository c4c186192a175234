dnl SPDX-License-Identifier: MIT
dnl NC_CFLAG(VARIABLE, FLAGS, [IF-KNOWN], [IF-NOT]): append FLAGS to VARIABLE
dnl when the compiler takes them without a word.
AC_DEFUN([NC_CFLAG], [
  AC_MSG_CHECKING([whether $CC knows $2])
  nc_saved_CFLAGS=$CFLAGS
  CFLAGS="$CFLAGS -Werror $2"
  AC_COMPILE_IFELSE([AC_LANG_SOURCE([[#include <string.h>
    int main(void) { return 0; }]])], [nc_known=yes], [nc_known=no])
  CFLAGS=$nc_saved_CFLAGS
  AC_MSG_RESULT([$nc_known])
  AS_IF([test "x$nc_known" = xyes], [$1="$$1 $2"; $3], [:; $4])
])

dnl NC_CFLAGS(VARIABLE, FLAGS): NC_CFLAG for each word.
AC_DEFUN([NC_CFLAGS], [m4_foreach_w([nc_flag], [$2], [NC_CFLAG([$1], nc_flag)])])

dnl NC_LDFLAG(VARIABLE, FLAG): the same for the linker.
AC_DEFUN([NC_LDFLAG], [
  AC_MSG_CHECKING([whether the linker knows $2])
  nc_saved_LDFLAGS=$LDFLAGS
  nc_saved_CFLAGS=$CFLAGS
  LDFLAGS="$LDFLAGS $2"
  CFLAGS="$CFLAGS -Werror $PIE_CFLAGS"
  AC_LINK_IFELSE([AC_LANG_PROGRAM()], [nc_known=yes], [nc_known=no])
  LDFLAGS=$nc_saved_LDFLAGS
  CFLAGS=$nc_saved_CFLAGS
  AC_MSG_RESULT([$nc_known])
  AS_IF([test "x$nc_known" = xyes], [$1="$$1 $2"])
])
