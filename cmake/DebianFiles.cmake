# Run while a package is packed, in the folder that becomes it: Debian's changelog, the overrides of
# its checker, and the compression that its policy asks of manual pages and long documents.
set(root "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}")
set(doc "${root}/${MIG_DOC_FOLDER}")

# SOURCE_DATE_EPOCH is honoured.
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE "${doc}/changelog" "mig-gates (${MIG_PACKAGE_VERSION}) unstable; urgency=medium

  * What changed is told in CHANGELOG.md.gz beside this file.

 -- ${MIG_PACKAGE_CONTACT}  ${date}
")
# (which puts DESTDIR in front itself)
file(INSTALL "${MIG_SOURCE_DIR}/ci/debian/lintian-overrides"
  DESTINATION "${CMAKE_INSTALL_PREFIX}/share/lintian/overrides" RENAME mig-gates PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

file(GLOB pages "${root}/share/man/man1/*.1")
set(compressed "${doc}/changelog" "${doc}/CHANGELOG.md" ${pages})
foreach(file IN LISTS compressed)
  if(EXISTS "${file}")
    # -n: neither name nor time.
    execute_process(COMMAND gzip -9nf "${file}" COMMAND_ERROR_IS_FATAL ANY)
    file(CHMOD "${file}.gz" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  endif()
endforeach()
