#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "mig/io/descriptor.hpp"
#include "mig/io/root.hpp"

/// What the tests of the io room share: a folder of every kind of entry, and faults on request.
namespace mig::io {

namespace fs = std::filesystem;

constexpr std::uint64_t kAmple = 1U << 20U;

inline void put(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string get(const fs::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

/// A folder that is gone after the test, with one entry of every kind.
class Tree {
 public:
  Tree() {
    std::string name = (fs::temp_directory_path() / "io_test_XXXXXX").string();
    path_ = ::mkdtemp(name.data());
    put(path_ / "file", "content");
    put(path_ / "empty", "");
    put(path_ / "folder/inner", "inside");
    fs::create_symlink("file", path_ / "link");
    fs::create_symlink("folder", path_ / "folder_link");
    fs::create_symlink("nowhere", path_ / "dangling");
    fs::create_symlink("loop", path_ / "loop");
    EXPECT_EQ(::mkfifo((path_ / "fifo").c_str(), 0600), 0);
    const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, (path_ / "socket").c_str(), sizeof address.sun_path - 1);
    EXPECT_EQ(::bind(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  ~Tree() { fs::remove_all(path_); }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  Root root() const { return Root::open(path_.string()).value(); }
  std::string at(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

/// A system call that answers an error, whatever it is asked or only for one descriptor, or for one
/// value of another argument.
struct Injected {
  long call;
  int error;
  int descriptor = -1;
  unsigned argument = 0;
};

inline void install(const std::vector<Injected>& faults) {
  const auto number = static_cast<unsigned int>(offsetof(seccomp_data, nr));
  std::vector<sock_filter> code;
  for (const Injected& fault : faults) {
    const auto answer = SECCOMP_RET_ERRNO | static_cast<unsigned int>(fault.error);
    code.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, number));
    const unsigned char beyond = fault.descriptor < 0 ? 1 : 3;
    code.push_back(
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned int>(fault.call), 0, beyond));
    if (fault.descriptor >= 0) {
      const auto argument = static_cast<unsigned int>(offsetof(seccomp_data, args)) +
                            fault.argument * static_cast<unsigned int>(sizeof(__u64));
      code.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, argument));
      code.push_back(
          BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned int>(fault.descriptor), 0, 1));
    }
    code.push_back(BPF_STMT(BPF_RET | BPF_K, answer));
  }
  code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  const sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
  ASSERT_EQ(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
  ASSERT_EQ(::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0) << std::strerror(errno);
}

/// Runs the checks in a child in which the given system calls fail.
inline void with_faults(const std::vector<Injected>& faults, const std::function<void()>& checks) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    install(faults);
    checks();
    std::fflush(nullptr);
    ::_exit(::testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "see the child's messages";
}

/// A soft limit for as long as the object lives.
class Limited {
 public:
  Limited(int resource, rlim_t limit) : resource_(resource) {
    EXPECT_EQ(::getrlimit(Kind(resource_), &before_), 0);
    const rlimit lowered{limit, before_.rlim_max};
    EXPECT_EQ(::setrlimit(Kind(resource_), &lowered), 0);
  }
  ~Limited() { ::setrlimit(Kind(resource_), &before_); }
  Limited(const Limited&) = delete;
  Limited& operator=(const Limited&) = delete;

 private:
  using Kind = __rlimit_resource;
  int resource_;
  rlimit before_{};
};

}  // namespace mig::io
