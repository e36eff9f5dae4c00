#include <pthread.h>

#include <algorithm>

#include "mig/sql/script.hpp"

namespace mig::sql {
namespace {

// Measured: an expression of 90,000 terms overflows 8 MB and fits 64 MB.
constexpr std::size_t kStack = std::size_t{64} << 20;
constexpr std::size_t kBytesPerOperator = 700;

thread_local bool deep = false;

void* run(void* work) {
  deep = true;
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

void with_deep_stack(std::size_t operators, const std::function<void()>& work) {
  if (deep) {
    work();
    return;
  }
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  // Reserved, not used: pages are touched by deep trees alone.
  pthread_attr_setstacksize(&attributes, kStack + operators * kBytesPerOperator);
  pthread_t thread{};
  const int failed =
      pthread_create(&thread, &attributes, run, const_cast<std::function<void()>*>(&work));
  pthread_attr_destroy(&attributes);
  if (failed != 0) {
    // Without the stack nothing may be parsed: the caller finds its work undone and says so.
    return;
  }
  pthread_join(thread, nullptr);
}

}  // namespace mig::sql
