# What nearly every source includes. Off by default: a compiler cache shares objects between build
# folders only without precompiled headers, and pays more while developing.
function(mig_precompile target)
  if(MIG_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string>
      <string_view> <unordered_map> <utility> <variant> <vector> <tl/expected.hpp> <fmt/format.h>
      ${ARGN})
    # GCC 12 forgets which headers are the system's when they come precompiled, and then warns
    # inside the standard library. Builds without them keep these warnings.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -Wno-stringop-overflow -Wno-stringop-overread
                                               -Wno-array-bounds -Wno-maybe-uninitialized)
    endif()
  endif()
endfunction()
