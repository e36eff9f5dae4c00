# What is installed, by component, and the packages that are made of it. The components programs, schemas, manual,
# completions and docs make the packages; library (archives, headers, package config) is for those who link it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(MIG_FILE_MODE PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
set(MIG_DOC_FOLDER ${CMAKE_INSTALL_DATAROOTDIR}/doc/mig-gates)
set(MIG_PACKAGE_CONTACT "mig-gates <maintainers@mig-gates.invalid>" CACHE STRING
  "Name <address> of whoever answers for the packages that are built")

# mig-gate is every gate under its name: the others are links to it.
install(TARGETS mig-gate mig-run RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs)
foreach(tool mig-validate mig-scope-diff mig-rollback-check mig-scan-secrets mig-receipt-verify)
  install(CODE "file(CREATE_LINK mig-gate
    \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/${tool}\" SYMBOLIC)" COMPONENT programs)
endforeach()

file(GLOB MIG_SCHEMAS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/schemas/*.schema.json)
install(FILES ${MIG_SCHEMAS} ${MIG_FILE_MODE}
  DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/mig-gates/schemas COMPONENT schemas)

file(GLOB MIG_PAGES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.1)
install(FILES ${MIG_PAGES} ${MIG_FILE_MODE} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT manual)

file(GLOB MIG_COMPLETIONS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/ci/completions/mig-*)
install(FILES ${MIG_COMPLETIONS} ${MIG_FILE_MODE}
  DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions COMPONENT completions)

file(GLOB MIG_DOCS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/*.md)
install(FILES ${MIG_DOCS} ${MIG_FILE_MODE} DESTINATION ${MIG_DOC_FOLDER}/docs COMPONENT docs)
file(GLOB MIG_GUIDES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/howto/*.md)
install(FILES ${MIG_GUIDES} ${MIG_FILE_MODE} DESTINATION ${MIG_DOC_FOLDER}/docs/howto COMPONENT docs)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${MIG_FILE_MODE}
  DESTINATION ${MIG_DOC_FOLDER} COMPONENT docs)
install(FILES ${PROJECT_SOURCE_DIR}/ci/debian/copyright ${MIG_FILE_MODE}
  DESTINATION ${MIG_DOC_FOLDER} COMPONENT docs)
include(${CMAKE_CURRENT_LIST_DIR}/LinkedLibraries.cmake)
install(FILES ${MIG_LIBRARY_LIST} ${MIG_FILE_MODE} DESTINATION ${MIG_DOC_FOLDER} COMPONENT docs OPTIONAL)

set(MIG_CONFIG_FOLDER ${CMAKE_INSTALL_LIBDIR}/cmake/mig_gates)
install(TARGETS mig mig_runner EXPORT mig_gates
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/lib/mig TYPE INCLUDE
  FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ
  COMPONENT library FILES_MATCHING PATTERN "*.hpp")
# Beside the header that includes it by its bare name.
install(FILES ${PROJECT_BINARY_DIR}/lib/schema_keys.inc ${MIG_FILE_MODE}
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/mig/contract COMPONENT library)
install(EXPORT mig_gates NAMESPACE mig_gates:: FILE mig_gatesTargets.cmake
  DESTINATION ${MIG_CONFIG_FOLDER} COMPONENT library)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/mig_gatesConfig.cmake.in
  ${PROJECT_BINARY_DIR}/mig_gatesConfig.cmake INSTALL_DESTINATION ${MIG_CONFIG_FOLDER}
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mig_gatesConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/mig_gatesConfig.cmake ${PROJECT_BINARY_DIR}/mig_gatesConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/cmake/Dependencies.cmake ${MIG_FILE_MODE}
  DESTINATION ${MIG_CONFIG_FOLDER} COMPONENT library)

set(CPACK_PACKAGE_NAME mig-gates)
set(CPACK_PACKAGE_VENDOR mig-gates)
set(CPACK_PACKAGE_CONTACT "${MIG_PACKAGE_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "gates that decide whether a database migration may proceed")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "\
The gates are small programs that decide, before a merge and fail-closed,
whether a database migration may proceed: mig-validate, mig-scope-diff,
mig-rollback-check, mig-scan-secrets, mig-receipt-verify, and mig-gate, which
runs them all. They judge a folder with a declaration, scripts, baselines and
receipts, are read-only, open no network, and give the same report for the
same input.

mig-run captures baselines, plans migrations and rehearses them on a
throw-away PostgreSQL.")
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
foreach(component programs schemas manual completions docs debian)
  list(APPEND CPACK_INSTALL_CMAKE_PROJECTS ${PROJECT_BINARY_DIR} ${PROJECT_NAME} ${component} /)
endforeach()
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded when a base is asked for, so that no list of linked libraries names it.
string(REGEX MATCH "^[0-9]+\\.[0-9]+" MIG_LIBGIT2_SERIES "${LIBGIT2_VERSION}")
set(CPACK_DEBIAN_PACKAGE_DEPENDS libgit2-${MIG_LIBGIT2_SERIES})
# mig-run rehearses on an installed server; everything else works without one.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, git, bash-completion")

# What Debian asks of a package beside its files; written when it is packed, by the time that is given then.
install(CODE "set(MIG_PACKAGE_VERSION \"${PROJECT_VERSION}\")
set(MIG_PACKAGE_CONTACT \"${MIG_PACKAGE_CONTACT}\")
set(MIG_SOURCE_DIR \"${PROJECT_SOURCE_DIR}\")
set(MIG_DOC_FOLDER \"${MIG_DOC_FOLDER}\")
include(\"${PROJECT_SOURCE_DIR}/cmake/DebianFiles.cmake\")" COMPONENT debian EXCLUDE_FROM_ALL)
include(CPack)
