# Builds one target with AddressSanitizer and UndefinedBehaviorSanitizer, and what links it with their runtimes.
function(mig_sanitize target)
  target_compile_options(${target} PRIVATE
    -O1 -g1 -UNDEBUG -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # The instrumentation confuses this flow analysis of g++ 12.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
  endif()
  target_link_options(${target} PUBLIC -fsanitize=address,undefined)
endfunction()
