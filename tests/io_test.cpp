#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

#include "mig/io/beneath.hpp"
#include "mig/io/root.hpp"

namespace mig::io {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

constexpr std::uint64_t kAmple = 1U << 20U;

void put(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string get(const fs::path& path) {
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

/// A system call that answers an error, whatever it is asked or only for one descriptor.
struct Injected {
  long call;
  int error;
  int descriptor = -1;
};

void install(const std::vector<Injected>& faults) {
  const auto number = static_cast<unsigned int>(offsetof(seccomp_data, nr));
  const auto argument = static_cast<unsigned int>(offsetof(seccomp_data, args));
  std::vector<sock_filter> code;
  for (const Injected& fault : faults) {
    const auto answer = SECCOMP_RET_ERRNO | static_cast<unsigned int>(fault.error);
    code.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, number));
    const unsigned char beyond = fault.descriptor < 0 ? 1 : 3;
    code.push_back(
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned int>(fault.call), 0, beyond));
    if (fault.descriptor >= 0) {
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
void with_faults(const std::vector<Injected>& faults, const std::function<void()>& checks) {
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

/// Interrupts system calls every millisecond for as long as the object lives.
class Interrupted {
 public:
  Interrupted() {
    struct sigaction action {};
    action.sa_handler = [](int) {};
    EXPECT_EQ(::sigaction(SIGALRM, &action, nullptr), 0);
    const itimerval each{{0, 1'000}, {0, 1'000}};
    EXPECT_EQ(::setitimer(ITIMER_REAL, &each, nullptr), 0);
  }
  ~Interrupted() {
    const itimerval never{};
    ::setitimer(ITIMER_REAL, &never, nullptr);
  }
  Interrupted(const Interrupted&) = delete;
  Interrupted& operator=(const Interrupted&) = delete;
};

struct Pipe {
  explicit Pipe(int flags = 0) {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC | flags), 0);
    out = Descriptor(ends[0]);
    in = Descriptor(ends[1]);
  }
  Descriptor out;
  Descriptor in;
};

std::size_t open_descriptors() {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

std::string drain_slowly(int descriptor) {
  std::string bytes;
  std::string chunk(10'000, '\0');
  for (;;) {
    std::this_thread::sleep_for(std::chrono::microseconds(200));
    const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
    if (count <= 0) return bytes;
    bytes.append(chunk, 0, static_cast<std::size_t>(count));
  }
}

std::vector<std::string> paths_of(const std::vector<Entry>& entries) {
  std::vector<std::string> paths;
  for (const Entry& entry : entries) paths.push_back(entry.path);
  return paths;
}

void expect_fault(const Root& root, const std::string& path, AccessFault fault,
                  const std::string& message) {
  const auto result = root.read(path, kAmple);
  ASSERT_FALSE(result) << path;
  EXPECT_EQ(result.error().fault, fault) << path << ": " << result.error().message;
  EXPECT_NE(result.error().message.find(message), std::string::npos) << result.error().message;
  EXPECT_EQ(result.error().path, path);
}

/// Holds with openat2 and without.
void check_reading(const Root& root) {
  EXPECT_EQ(root.read("file", kAmple).value(), "content");
  EXPECT_EQ(root.read("folder/inner", kAmple).value(), "inside");
  EXPECT_EQ(root.read("empty", 0).value(), "");
  EXPECT_EQ(root.kind_of("folder/inner").value(), EntryKind::regular);
  EXPECT_EQ(root.kind_of("link").value(), EntryKind::symbolic_link);
  EXPECT_EQ(root.kind_of("fifo").value(), EntryKind::other);
  EXPECT_EQ(root.kind_of("folder").value(), EntryKind::directory);
  EXPECT_EQ(root.kind_of("folder_link/inner").error().fault, AccessFault::symbolic_link);
  EXPECT_EQ(paths_of(root.list("folder").value()), std::vector{"folder/inner"s});
  EXPECT_EQ(root.list("folder_link").error().fault, AccessFault::symbolic_link);
  EXPECT_EQ(root.list("file").error().fault, AccessFault::not_regular);
  EXPECT_EQ(root.list("fifo").error().fault, AccessFault::not_regular);
  expect_fault(root, "link", AccessFault::symbolic_link, "it is a symbolic link");
  expect_fault(root, "dangling", AccessFault::symbolic_link, "it is a symbolic link");
  expect_fault(root, "folder_link/inner", AccessFault::symbolic_link, "'folder_link' is a symb");
  expect_fault(root, "folder_link/missing", AccessFault::symbolic_link, "'folder_link' is a symb");
  expect_fault(root, "dangling/x", AccessFault::symbolic_link, "'dangling' is a symbolic link");
  expect_fault(root, "link/x", AccessFault::symbolic_link, "'link' is a symbolic link");
  expect_fault(root, "loop/x", AccessFault::symbolic_link, "'loop' is a symbolic link");
  expect_fault(root, "file/x", AccessFault::not_regular, "'file' is not a folder");
  expect_fault(root, "folder", AccessFault::not_regular, "it is a folder, not a file");
  expect_fault(root, "fifo", AccessFault::not_regular, "FIFO, device or socket");
  expect_fault(root, "socket", AccessFault::not_regular, "FIFO, device or socket");
  expect_fault(root, "missing", AccessFault::not_found, "it does not exist");
  expect_fault(root, "missing/x", AccessFault::not_found, "it does not exist");
  expect_fault(root, std::string(300, 'x'), AccessFault::not_found, "too long");
}

TEST(Read, TellsEveryKindOfEntry) {
  const Tree tree;
  check_reading(tree.root());
}

TEST(Read, DoesTheSameWithoutOpenat2) {
  const Tree tree;
  for (const int error : {ENOSYS, EPERM}) {
    with_faults({{SYS_openat2, error}}, [&] { check_reading(tree.root()); });
  }
}

TEST(Read, NeverOpensADevice) {
  const Root root = Root::open("/dev").value();
  expect_fault(root, "null", AccessFault::not_regular, "FIFO, device or socket");
  expect_fault(root, "zero", AccessFault::not_regular, "FIFO, device or socket");
}

TEST(Read, RefusesPathsThatAreNotContained) {
  const Tree tree;
  const Root root = tree.root();
  for (const auto& path : {""s, "/etc/passwd"s, ".."s, "../x"s, "folder/../file"s, "./file"s, "."s,
                           "folder//inner"s, "folder/"s, "file\0"s, "fi\0le"s, "folder\\inner"s}) {
    EXPECT_FALSE(is_contained_path(path)) << path;
    expect_fault(root, path, AccessFault::escapes_root, "plain relative path");
    if (path.empty()) continue;
    EXPECT_EQ(root.kind_of(path).error().fault, AccessFault::escapes_root);
    EXPECT_EQ(root.list(path).error().fault, AccessFault::escapes_root);
    EXPECT_EQ(root.walk(path).error().fault, AccessFault::escapes_root);
  }
  for (const auto* path : {"a", "a/b", "...", "..a/b..", ".mig/policy.yml", "a b", "ü"}) {
    EXPECT_TRUE(is_contained_path(path)) << path;
  }
}

TEST(Read, KeepsTheLimit) {
  const Tree tree;
  EXPECT_EQ(tree.root().read("file", 7).value(), "content");
  const auto result = tree.root().read("file", 6);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().fault, AccessFault::too_large);
  EXPECT_EQ(result.error().message, "it has 7 bytes and the limit is 6");
}

TEST(Read, ReturnsEveryByte) {
  const Tree tree;
  std::string bytes(3'000'001, '\0');
  for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = static_cast<char>(at * 7 % 251);
  put(tree.at("large"), bytes);
  EXPECT_EQ(tree.root().read("large", bytes.size()).value(), bytes);
}

TEST(Read, SeesAFileThatIsLongerThanAnnounced) {
  const Root root = Root::open("/proc").value();
  expect_fault(root, "version", AccessFault::changed, "size changed");
}

TEST(Read, SeesAFileThatIsShorterThanAnnounced) {
  const auto root = Root::open("/sys/devices/system/cpu");
  if (!root) GTEST_SKIP() << "no sysfs here, whose files announce a whole page";
  expect_fault(*root, "online", AccessFault::changed, "size changed");
}

TEST(Read, ReportsAFailingRead) {
  // The first page of a process is never mapped.
  const Root root = Root::open("/proc").value();
  expect_fault(root, std::to_string(::getpid()) + "/mem", AccessFault::unreadable,
               "cannot be read: Input/output error");
}

TEST(Read, ReportsWhatTheOperatingSystemRefuses) {
  const Tree tree;
  const Root root = tree.root();
  {
    const Limited limited(RLIMIT_NOFILE, 3);
    expect_fault(root, "file", AccessFault::unreadable, "Too many open files");
    EXPECT_EQ(root.list("").error().fault, AccessFault::unreadable);
    EXPECT_EQ(root.walk("").error().fault, AccessFault::unreadable);
    EXPECT_EQ(root.kind_of("file").error().fault, AccessFault::unreadable);
    EXPECT_FALSE(Root::open("/"));
  }
  const auto open_fails_with = [&](int error, AccessFault fault, const std::string& message) {
    with_faults({{SYS_openat2, error}},
                [&] { expect_fault(root, "folder/inner", fault, message); });
  };
  open_fails_with(EACCES, AccessFault::unreadable, "cannot be opened: Permission denied");
  open_fails_with(EXDEV, AccessFault::escapes_root, "leaves the root");
  open_fails_with(ENOENT, AccessFault::changed, "changed while it was opened");
  open_fails_with(ELOOP, AccessFault::changed, "changed while it was opened");
  with_faults({{SYS_newfstatat, EIO}}, [&] {
    expect_fault(root, "file", AccessFault::unreadable, "cannot be examined: Input/output error");
  });
  with_faults({{SYS_openat2, ENOSYS}, {SYS_openat, EACCES}}, [&] {
    expect_fault(root, "folder/inner", AccessFault::unreadable, "Permission denied");
  });
}

TEST(Read, ReportsADescriptorThatCannotBeExamined) {
  const Tree tree;
  const Root root = tree.root();
  const int next = Descriptor(::open("/", O_PATH | O_CLOEXEC)).number();
  for (const long call : {SYS_newfstatat, SYS_fstat}) {
    // The C library asks by either call; the one that it does not use changes nothing.
    with_faults({{call, EIO, next}, {SYS_newfstatat + SYS_fstat - call, EIO, next}}, [&] {
      expect_fault(root, "file", AccessFault::unreadable, "cannot be examined");
      EXPECT_EQ(root.kind_of("file").error().fault, AccessFault::unreadable);
    });
  }
}

TEST(AccessFaults, OnlyUnreadableIsOurOwn) {
  EXPECT_FALSE(is_content_fault(AccessFault::unreadable));
  for (const auto fault :
       {AccessFault::not_found, AccessFault::escapes_root, AccessFault::symbolic_link,
        AccessFault::not_regular, AccessFault::too_large, AccessFault::changed}) {
    EXPECT_TRUE(is_content_fault(fault));
  }
}

TEST(RootOpen, ResolvesLinksToItself) {
  const Tree tree;
  const Root root = Root::open(tree.at("folder_link")).value();
  EXPECT_EQ(root.absolute_path(), fs::canonical(tree.at("folder")).string());
  EXPECT_EQ(root.read("inner", kAmple).value(), "inside");
}

TEST(RootOpen, FailsWithARemedy) {
  const Tree tree;
  for (const auto& folder : {tree.at("missing"), tree.at("file"), tree.at("dangling"), ""s}) {
    const auto root = Root::open(folder);
    ASSERT_FALSE(root) << folder;
    EXPECT_EQ(root.error().kind, ErrorKind::no_verdict);
    EXPECT_NE(root.error().message.find("'" + folder + "'"), std::string::npos);
    EXPECT_FALSE(root.error().remedy.empty());
  }
}

TEST(RootOpen, MovesWithItsFolder) {
  const Tree tree;
  Root root = tree.root();
  Root moved = std::move(root);
  root = Root::open("/").value();
  EXPECT_EQ(moved.read("file", kAmple).value(), "content");
  EXPECT_EQ(moved.kind_of("").value(), EntryKind::directory);
}

TEST(List, SortsAndTellsKinds) {
  const Tree tree;
  const auto entries = tree.root().list("").value();
  EXPECT_EQ(paths_of(entries), (std::vector{"dangling"s, "empty"s, "fifo"s, "file"s, "folder"s,
                                            "folder_link"s, "link"s, "loop"s, "socket"s}));
  EXPECT_EQ(entries[2].kind, EntryKind::other);
  EXPECT_EQ(entries[3].kind, EntryKind::regular);
  EXPECT_EQ(entries[4].kind, EntryKind::directory);
  EXPECT_EQ(entries[5].kind, EntryKind::symbolic_link);
  EXPECT_EQ(entries[8].kind, EntryKind::other);
  EXPECT_EQ(tree.root().list("missing").error().fault, AccessFault::not_found);
}

TEST(List, NeverTakesAFailureForTheEnd) {
  const Tree tree;
  const Root root = tree.root();
  with_faults({{SYS_getdents64, EIO}}, [&] {
    EXPECT_EQ(root.list("").error().message, "cannot be listed: Input/output error");
    EXPECT_EQ(root.walk("folder").error().fault, AccessFault::unreadable);
  });
  // What fdopendir asks first.
  with_faults({{SYS_fcntl, EIO}},
              [&] { EXPECT_EQ(root.list("").error().fault, AccessFault::unreadable); });
}

TEST(List, AsksTheEntryWhereTheListingIsSilent) {
  const Tree tree;
  const Descriptor folder(::open(tree.at("").c_str(), O_PATH | O_CLOEXEC));
  const auto kind = [&](const char* name, unsigned char type, int number) {
    dirent entry{};
    entry.d_type = type;
    std::strncpy(entry.d_name, name, sizeof entry.d_name - 1);
    return kind_of_listed(number, name, entry);
  };
  EXPECT_EQ(kind("file", DT_UNKNOWN, folder.number()).value(), EntryKind::regular);
  EXPECT_EQ(kind("folder", DT_UNKNOWN, folder.number()).value(), EntryKind::directory);
  EXPECT_EQ(kind("link", DT_UNKNOWN, folder.number()).value(), EntryKind::symbolic_link);
  EXPECT_EQ(kind("fifo", DT_UNKNOWN, folder.number()).value(), EntryKind::other);
  EXPECT_EQ(kind("gone", DT_UNKNOWN, folder.number()).error().fault, AccessFault::changed);
  EXPECT_EQ(kind("file", DT_UNKNOWN, -1).error().fault, AccessFault::unreadable);
  EXPECT_EQ(kind("gone", DT_SOCK, folder.number()).value(), EntryKind::other);
}

TEST(Walk, PutsAFolderRightBeforeWhatItHolds) {
  const Tree tree;
  put(tree.at("top/a/x"), "");
  put(tree.at("top/a.b"), "");
  put(tree.at("top/a/sub/y"), "");
  put(tree.at("top/Z"), "");
  fs::create_symlink("../folder", tree.at("top/escape"));
  const auto entries = tree.root().walk("top").value();
  EXPECT_EQ(paths_of(entries), (std::vector{"top/Z"s, "top/a"s, "top/a/sub"s, "top/a/sub/y"s,
                                            "top/a/x"s, "top/a.b"s, "top/escape"s}));
  EXPECT_EQ(entries.back().kind, EntryKind::symbolic_link);
  EXPECT_EQ(tree.root().walk("").value().size(), 9 + 1 + 8U);
}

TEST(Walk, ListsSkippedFoldersWithoutEntering) {
  const Tree tree;
  put(tree.at("top/.git/config"), "");
  put(tree.at("top/sub/.git/config"), "");
  put(tree.at("top/sub/git"), "");
  EXPECT_EQ(paths_of(tree.root().walk("top", {".git"}).value()),
            (std::vector{"top/.git"s, "top/sub"s, "top/sub/.git"s, "top/sub/git"s}));
  EXPECT_EQ(tree.root().walk("missing").error().fault, AccessFault::not_found);
}

TEST(Walk, FailsAboveItsLimits) {
  const Tree tree;
  put(tree.at("top/a/x"), "");
  put(tree.at("top/b/y"), "");
  EXPECT_EQ(tree.root().walk("top", {}, 4).value().size(), 4U);
  for (const std::size_t limit : {0U, 1U, 2U, 3U}) {
    const auto result = tree.root().walk("top", {}, limit);
    ASSERT_FALSE(result) << limit;
    EXPECT_EQ(result.error().fault, AccessFault::unreadable);
    EXPECT_NE(result.error().message.find("more than"), std::string::npos);
  }
  std::string deep = "deep";
  for (int level = 0; level < 64; ++level) deep += "/d";
  fs::create_directories(tree.at(deep));
  EXPECT_EQ(tree.root().walk("deep").value().size(), 64U);
  fs::create_directories(tree.at(deep + "/d"));
  const auto result = tree.root().walk("deep");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().fault, AccessFault::unreadable);
  EXPECT_EQ(result.error().message, "is nested deeper than 64 folders");
}

TEST(Descriptors, AreAllClosedAgain) {
  const Tree tree;
  const auto before = open_descriptors();
  {
    const Root root = tree.root();
    check_reading(root);
    EXPECT_TRUE(root.walk(""));
    EXPECT_TRUE(write_file_atomically(tree.at("report"), "x"));
    EXPECT_FALSE(write_file_atomically(tree.at("missing/report"), "x"));
  }
  EXPECT_EQ(open_descriptors(), before);
}

std::size_t entries_in(const std::string& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(WriteFile, CreatesAndReplaces) {
  const Tree tree;
  const std::string path = tree.at("out/report.json");
  fs::create_directory(tree.at("out"));
  const mode_t mask = ::umask(027);
  EXPECT_TRUE(write_file_atomically(path, "first and longer"));
  ::umask(mask);
  EXPECT_EQ(get(path), "first and longer");
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
  EXPECT_TRUE(write_file_atomically(path, "second"));
  EXPECT_EQ(get(path), "second");
  EXPECT_EQ(entries_in(tree.at("out")), 1U);
}

TEST(WriteFile, WorksFromTheCurrentFolder) {
  const Tree tree;
  const fs::path before = fs::current_path();
  fs::current_path(tree.at("folder"));
  EXPECT_TRUE(write_file_atomically("report", "x"));
  fs::current_path(before);
  EXPECT_EQ(get(tree.at("folder/report")), "x");
}

void expect_no_write(const std::string& path, const std::string& message,
                     std::string_view bytes = "new") {
  const auto result = write_file_atomically(path, bytes);
  ASSERT_FALSE(result) << message;
  EXPECT_EQ(result.error().kind, ErrorKind::no_verdict);
  EXPECT_NE(result.error().message.find(message), std::string::npos) << result.error().message;
  EXPECT_NE(result.error().message.find(path), std::string::npos) << result.error().message;
}

TEST(WriteFile, LeavesTheOldReportAloneWhenItFails) {
  const Tree tree;
  const std::string path = tree.at("out/report");
  put(path, "old");
  with_faults({}, [&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const Limited limited(RLIMIT_FSIZE, 10'000);
    expect_no_write(path, "File too large", std::string(100'000, 'x'));
  });
  for (const auto& [call, error, message] :
       {std::tuple{SYS_fsync, EIO, "Input/output error"},
        {SYS_renameat, EACCES, "Permission denied"},
        {SYS_write, ENOSPC, "No space left on device"},
        {SYS_getrandom, EAGAIN, "Resource temporarily unavailable"},
        {SYS_openat, EMFILE, "Too many open files"},
        {SYS_readlink, EIO, "Input/output error"}}) {
    with_faults({{call, error}}, [&, text = message] { expect_no_write(path, text); });
    EXPECT_EQ(get(path), "old") << message;
    EXPECT_EQ(entries_in(tree.at("out")), 1U) << message;
  }
}

TEST(WriteFile, SyncsItsFolder) {
  const Tree tree;
  const int folder = Descriptor(::open("/", O_PATH | O_CLOEXEC)).number();
  with_faults({{SYS_fsync, EIO, folder}},
              [&] { EXPECT_FALSE(write_file_atomically(tree.at("report"), "x")); });
  with_faults({{SYS_fsync, EINVAL, folder}},
              [&] { EXPECT_TRUE(write_file_atomically(tree.at("report"), "x")); });
  with_faults({{SYS_fsync, EINVAL, folder + 1}},
              [&] { EXPECT_FALSE(write_file_atomically(tree.at("report"), "x")); });
}

TEST(WriteFile, NamesWhatStandsInTheWay) {
  const Tree tree;
  const auto missing = write_file_atomically(tree.at("missing/report"), "x");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().remedy, "Create the folder of the report first.");
  const auto folder = write_file_atomically(tree.at("folder"), "x");
  ASSERT_FALSE(folder);
  EXPECT_NE(folder.error().message.find("Is a directory"), std::string::npos);
  EXPECT_FALSE(folder.error().remedy.empty());
  EXPECT_FALSE(write_file_atomically(tree.at("file/x"), "x"));
  EXPECT_FALSE(write_file_atomically(tree.at("socket"), "x"));
  EXPECT_FALSE(write_file_atomically("", "x"));
  EXPECT_FALSE(write_file_atomically("/proc/report", "x"));
  EXPECT_EQ(get(tree.at("file")), "content");
}

TEST(WriteFile, FollowsALinkAndKeepsIt) {
  const Tree tree;
  EXPECT_TRUE(write_file_atomically(tree.at("link"), "new"));
  EXPECT_EQ(get(tree.at("file")), "new");
  EXPECT_TRUE(fs::is_symlink(tree.at("link")));
  EXPECT_FALSE(write_file_atomically(tree.at("dangling"), "new"));
  EXPECT_FALSE(fs::exists(tree.at("nowhere")));
}

TEST(WriteFile, WritesThroughWhatCannotBeReplaced) {
  const Tree tree;
  EXPECT_TRUE(write_file_atomically("/dev/null", "x"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  const auto full = write_file_atomically("/dev/full", "x");
  ASSERT_FALSE(full);
  EXPECT_NE(full.error().message.find("No space left"), std::string::npos);
  const Descriptor reader(::open(tree.at("fifo").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  EXPECT_TRUE(write_file_atomically(tree.at("fifo"), "through"));
  EXPECT_EQ(read_stream(reader.number(), kAmple).value(), "through");
  EXPECT_TRUE(fs::is_fifo(tree.at("fifo")));
}

TEST(WriteFile, AppendsToTheFileThatStandardOutputAlreadyIs) {
  const Tree tree;
  with_faults({}, [&] {
    const int out = ::open(tree.at("out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    ::dup2(out, STDOUT_FILENO);
    EXPECT_TRUE(write_all(STDOUT_FILENO, "summary "));
    EXPECT_TRUE(write_file_atomically("/dev/stdout", "report "));
    EXPECT_TRUE(write_file_atomically(tree.at("out"), "again "));
    EXPECT_TRUE(write_all(STDOUT_FILENO, "end"));
  });
  EXPECT_EQ(get(tree.at("out")), "summary report again end");
}

TEST(WriteAll, ReportsWhyItCannot) {
  ::signal(SIGPIPE, SIG_IGN);
  const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
  EXPECT_NE(write_all(full.number(), "x").error().message.find("No space left on device"),
            std::string::npos);
  Pipe pipe;
  pipe.out = Descriptor();
  EXPECT_NE(write_all(pipe.in.number(), "x").error().message.find("Broken pipe"),
            std::string::npos);
  EXPECT_EQ(write_all(-1, "x").error().kind, ErrorKind::no_verdict);
  EXPECT_TRUE(write_all(-1, "")) << "nothing to write";
}

TEST(WriteAll, SurvivesFullPipesAndInterruptions) {
  const std::string bytes(1'000'000, 'x');
  for (const int flags : {0, O_NONBLOCK}) {
    Pipe pipe;
    ASSERT_EQ(::fcntl(pipe.in.number(), F_SETFL, flags), 0);
    std::string drained;
    std::thread reader([&] { drained = drain_slowly(pipe.out.number()); });
    {
      const Interrupted interrupted;
      EXPECT_TRUE(write_all(pipe.in.number(), bytes));
    }
    pipe.in = Descriptor();
    reader.join();
    EXPECT_EQ(drained.size(), bytes.size());
  }
}

TEST(ReadStream, ReadsToTheEndWithinItsLimit) {
  for (const int flags : {0, O_NONBLOCK}) {
    for (const std::uint64_t limit : {300'000U, 299'999U}) {
      Pipe pipe;
      ASSERT_EQ(::fcntl(pipe.out.number(), F_SETFL, flags), 0);
      std::thread writer([&] {
        for (int part = 0; part < 3; ++part) {
          std::this_thread::sleep_for(std::chrono::milliseconds(10));
          EXPECT_TRUE(write_all(pipe.in.number(), std::string(100'000, 'x')));
        }
        ::close(pipe.in.release());
      });
      const Interrupted interrupted;
      const auto bytes = read_stream(pipe.out.number(), limit);
      writer.join();
      EXPECT_EQ(bytes.has_value(), limit == 300'000U);
    }
  }
}

TEST(ReadStream, ReportsWhyItCannot) {
  EXPECT_NE(read_stream(-1, kAmple).error().message.find("Bad file descriptor"), std::string::npos);
  const Descriptor folder(::open("/", O_RDONLY | O_CLOEXEC));
  EXPECT_NE(read_stream(folder.number(), kAmple).error().message.find("Is a directory"),
            std::string::npos);
  const Descriptor endless(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
  EXPECT_NE(read_stream(endless.number(), 100'000).error().message.find("more than 100000 bytes"),
            std::string::npos);
}

}  // namespace
}  // namespace mig::io
