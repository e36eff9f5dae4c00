#include <pthread.h>
#include <sys/mman.h>

#include <exception>

#include "mig/sql/script.hpp"

namespace mig::sql {
namespace {

// Measured: an expression of 90,000 terms overflows 8 MB and fits 64 MB.
constexpr std::size_t kStack = std::size_t{64} << 20;
constexpr std::size_t kBytesPerOperator = 700;
constexpr std::size_t kGuard = std::size_t{64} << 10;
constexpr std::size_t kPage = std::size_t{64} << 10;

thread_local bool deep = false;

struct Job {
  const std::function<void()>* work = nullptr;
  std::exception_ptr problem;
};

// What is thrown must not leave the thread: it goes on where the work was asked for.
void* run(void* argument) {
  deep = true;
  auto& job = *static_cast<Job*>(argument);
  try {
    (*job.work)();
  } catch (...) {
    job.problem = std::current_exception();
  }
  return nullptr;
}

/// Reserved, not used: pages are touched by deep trees alone. Our own, because the system's threads
/// abort the program when a stack cannot be given back.
class Stack {
 public:
  explicit Stack(std::size_t size) : size_((size + kPage - 1) / kPage * kPage) {
    memory_ = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory_ == MAP_FAILED) return;
    if (::mprotect(memory_, kGuard, PROT_NONE) != 0) release();
  }
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;
  ~Stack() { release(); }

  bool use_for(pthread_attr_t& attributes) const {
    return memory_ != MAP_FAILED && pthread_attr_setstack(&attributes, memory_, size_) == 0;
  }

 private:
  void release() {
    if (memory_ != MAP_FAILED) static_cast<void>(::munmap(memory_, size_));
    memory_ = MAP_FAILED;
  }
  std::size_t size_;
  void* memory_ = MAP_FAILED;
};

}  // namespace

void with_deep_stack(std::size_t operators, const std::function<void()>& work) {
  if (deep) {
    work();
    return;
  }
  const Stack stack(kStack + operators * kBytesPerOperator);
  Job job{&work, nullptr};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_t thread{};
  // Without the stack nothing may be parsed: the caller finds its work undone and says so.
  const bool runs =
      stack.use_for(attributes) && pthread_create(&thread, &attributes, run, &job) == 0;
  pthread_attr_destroy(&attributes);
  if (!runs) return;
  pthread_join(thread, nullptr);
  if (job.problem) std::rethrow_exception(job.problem);
}

}  // namespace mig::sql
