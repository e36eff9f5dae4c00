# One interface target carries the warning policy, so that every room is held to the same one.
add_library(mig_warnings INTERFACE)
target_compile_options(mig_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-align -Woverloaded-virtual -Wformat=2
  -Wimplicit-fallthrough)
if(MIG_WERROR)
  target_compile_options(mig_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Designated initialisers leave defaulted members out on purpose.
  target_compile_options(mig_warnings INTERFACE -Wno-missing-field-initializers)
  # g++ 12 reports impossible overlaps inside std::string's own operator+ (its bug 105651).
  target_compile_options(mig_warnings INTERFACE -Wno-restrict)
endif()
