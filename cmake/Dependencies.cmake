# What the rooms link; each library has one room that uses it (ARCHITECTURE.md). Installed with the
# library, whose users need the same.
find_package(PkgConfig REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(yaml-cpp REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(CMARK_GFM REQUIRED IMPORTED_TARGET libcmark-gfm)
pkg_check_modules(HYPERSCAN REQUIRED IMPORTED_TARGET libhs)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(LIBGIT2 REQUIRED libgit2)
pkg_check_modules(LIBPQ REQUIRED IMPORTED_TARGET libpq)
# Debian ships it without a pkg-config file.
find_library(PG_QUERY_LIBRARY NAMES pg_query REQUIRED)
if(NOT TARGET PgQuery::pg_query)
  add_library(PgQuery::pg_query UNKNOWN IMPORTED)
  set_target_properties(PgQuery::pg_query PROPERTIES IMPORTED_LOCATION "${PG_QUERY_LIBRARY}")
endif()
