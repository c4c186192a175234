dnl SPDX-License-Identifier: MIT
dnl NC_SONAME(PREFIX, NAME, FUNCTION): the name under which the library NAME, of
dnl which PREFIX_LIBS speaks, is loaded at run time. When it is found,
dnl NC_<PREFIX>_SONAME is defined and PREFIX_LIBS emptied: nothing links it.
AC_DEFUN([NC_SONAME], [
  AC_MSG_CHECKING([for the soname of $2])
  nc_saved_LIBS=$LIBS
  LIBS="$$1_LIBS $LIBS"
  $1_SONAME=
  AC_LINK_IFELSE([AC_LANG_PROGRAM([[char $3(void);]], [[$3();]])], [
    AS_CASE([$host_os],
      [darwin*], [$1_SONAME=`otool -L conftest$EXEEXT | $AWK '/lib$2\./ { print $][1; exit }'`],
      [$1_SONAME=`(objdump -p conftest$EXEEXT || readelf -d conftest$EXEEXT) 2>/dev/null |
        $SED -n 's/.*\(lib$2\.so[[0-9.]]*\).*/\1/p' | $SED 1q`])
  ])
  LIBS=$nc_saved_LIBS
  AS_IF([test -n "$$1_SONAME"], [
    AC_MSG_RESULT([$$1_SONAME])
    AC_DEFINE_UNQUOTED([NC_$1_SONAME], ["$$1_SONAME"], [What dlopen is to load for $2.])
    $1_LIBS=
  ], [AC_MSG_RESULT([unknown: it is linked])])
])
