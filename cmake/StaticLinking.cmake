# What the programs hold instead of loading it: every library of which this system has an archive that stands alone.
# libgit2 is loaded when a base is asked for, and libpq when mig-run starts: their archives need more than Debian ships.
# Tests link the shared libraries, in half the time and a third of the space.
set(MIG_ARCHIVES)
set(MIG_ARCHIVES_MISSING)
# Each before what it needs.
foreach(name yaml-cpp re2 cmark-gfm-extensions cmark-gfm hs pg_query crypto z)
  find_library(MIG_ARCHIVE_${name} NAMES lib${name}.a)
  mark_as_advanced(MIG_ARCHIVE_${name})
  if(MIG_ARCHIVE_${name})
    list(APPEND MIG_ARCHIVES ${MIG_ARCHIVE_${name}})
  else()
    list(APPEND MIG_ARCHIVES_MISSING lib${name}.a)
  endif()
endforeach()

# Sanitizers come as shared libraries, and want to see the others.
get_directory_property(MIG_LINK_OPTIONS LINK_OPTIONS)
if(MIG_ARCHIVES_MISSING OR "${CMAKE_CXX_FLAGS} ${CMAKE_EXE_LINKER_FLAGS} ${MIG_LINK_OPTIONS}" MATCHES "-fsanitize")
  set(MIG_STATIC_DEFAULT OFF)
else()
  set(MIG_STATIC_DEFAULT ON)
endif()
option(MIG_STATIC "Link the programs with archives, where the system has them" ${MIG_STATIC_DEFAULT})
if(MIG_STATIC AND MIG_ARCHIVES_MISSING)
  message(FATAL_ERROR "MIG_STATIC needs archives that were not found: ${MIG_ARCHIVES_MISSING}")
endif()

if(MIG_STATIC)
  set_property(GLOBAL PROPERTY MIG_LINKED_ARCHIVES ${MIG_ARCHIVES})
  # Debian ships no libfmt.a.
  add_library(mig_fmt STATIC fmt_archive.cpp)
  target_link_libraries(mig_fmt PRIVATE Threads::Threads)
endif()

# mig_link_archives(PROGRAM [SHARED LIBRARY...] ARCHIVES TARGET...): links PROGRAM with these archives of ours, each before
# those that it needs, and with the archives that all of them need.
function(mig_link_archives program)
  cmake_parse_arguments(PARSE_ARGV 1 link "" "" "SHARED;ARCHIVES")
  target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR}/lib)
  # As files: the targets would bring the shared libraries with them.
  foreach(archive IN LISTS link_ARCHIVES)
    target_link_libraries(${program} PRIVATE $<TARGET_FILE:${archive}>)
    add_dependencies(${program} ${archive})
  endforeach()
  target_link_libraries(${program} PRIVATE mig_fmt ${MIG_ARCHIVES} ${link_SHARED} Threads::Threads ${CMAKE_DL_LIBS})
  # libpq and libgit2 bring an OpenSSL and a zlib of their own, which must not find ours.
  target_link_options(${program} PRIVATE -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL)
endfunction()
