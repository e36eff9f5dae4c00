# Each program with sanitizers is some hundred megabytes, which the default linker takes three times as long for.
find_program(MIG_LLD ld.lld)
if(MIG_LLD)
  set(MIG_SANITIZED_LINKER -fuse-ld=lld)
endif()

# Builds one target with AddressSanitizer and UndefinedBehaviorSanitizer, and what links it with their runtimes.
function(mig_sanitize target)
  target_compile_options(${target} PRIVATE
    -O1 -g1 -UNDEBUG -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # The instrumentation confuses this flow analysis of g++ 12.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
  endif()
  # Where the checks lie stands in tables of 80 MB. Linked to a fixed place they need not be relocated at every start,
  # which is half the time of a short run.
  target_link_options(${target} PUBLIC -fsanitize=address,undefined -no-pie ${MIG_SANITIZED_LINKER})
endfunction()
