#include <sys/time.h>

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include "io_sandbox.hpp"
#include "mig/io/beneath.hpp"

namespace mig::io {
namespace {

using namespace std::string_literals;

std::size_t open_descriptors() {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
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

TEST(Read, AsksAgainAfterAnInterruption) {
  const Tree tree;
  const Root root = tree.root();
  // Every read is interrupted, so the only way out is the alarm, which answers success.
  with_faults({{SYS_read, EINTR}}, [&] {
    ::signal(SIGALRM, [](int) { ::_exit(0); });
    const itimerval soon{{0, 0}, {0, 50'000}};
    ASSERT_EQ(::setitimer(ITIMER_REAL, &soon, nullptr), 0);
    const auto result = root.read("file", kAmple);
    ADD_FAILURE() << "gave up: " << result.has_value();
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

TEST(AccessFaults, UnreadableAndChangedAreOurOwn) {
  EXPECT_FALSE(is_content_fault(AccessFault::unreadable));
  EXPECT_FALSE(is_content_fault(AccessFault::changed));
  for (const auto fault :
       {AccessFault::not_found, AccessFault::escapes_root, AccessFault::symbolic_link,
        AccessFault::not_regular, AccessFault::too_large}) {
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
  // The answer about a folder that was removed while it was listed: readdir() hides it.
  with_faults({{SYS_getdents64, ENOENT}},
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

}  // namespace
}  // namespace mig::io
