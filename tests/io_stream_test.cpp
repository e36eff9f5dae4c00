// Files that are read piece by piece: the same rules as for those that are read whole, bounded
// memory, and no answer about a file that moved under the reader.
#include <sys/time.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <string>
#include <vector>

#include "io_sandbox.hpp"
#include "mig/io/read_ahead.hpp"

namespace mig::io {
namespace {

using namespace std::string_literals;

constexpr std::size_t kPiece = ReadAhead::kPieceBytes;
constexpr std::size_t kLarge = 40 * kPiece + 3;  // many more pieces than are read ahead

std::string some_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; ++at) bytes[at] = static_cast<char>(at * 7 % 251);
  return bytes;
}

struct Taken {
  AccessResult<std::uint64_t> answer;
  std::string bytes;
  std::size_t largest = 0;
};

template <class Named>
Taken take(const Root& root, const Named& file) {
  Taken taken;
  taken.answer = root.read_in_pieces(file, [&taken](std::string_view piece) {
    taken.bytes += piece;
    taken.largest = std::max(taken.largest, piece.size());
  });
  return taken;
}

template <class Named>
void expect_fault(const Root& root, const Named& file, AccessFault fault,
                  const std::string& message) {
  const auto taken = take(root, file);
  ASSERT_FALSE(taken.answer) << message;
  EXPECT_EQ(taken.answer.error().fault, fault) << taken.answer.error().message;
  EXPECT_NE(taken.answer.error().message.find(message), std::string::npos)
      << taken.answer.error().message;
}

/// Holds with openat2 and without.
void check_the_rules_of_paths(const Root& root) {
  EXPECT_EQ(take(root, "file"s).bytes, "content");
  EXPECT_EQ(take(root, "folder/inner"s).bytes, "inside");
  expect_fault(root, "link"s, AccessFault::symbolic_link, "it is a symbolic link");
  expect_fault(root, "dangling"s, AccessFault::symbolic_link, "it is a symbolic link");
  expect_fault(root, "folder_link/inner"s, AccessFault::symbolic_link, "'folder_link' is a symb");
  expect_fault(root, "loop/x"s, AccessFault::symbolic_link, "'loop' is a symbolic link");
  expect_fault(root, "file/x"s, AccessFault::not_regular, "'file' is not a folder");
  expect_fault(root, "folder"s, AccessFault::not_regular, "it is a folder, not a file");
  expect_fault(root, "fifo"s, AccessFault::not_regular, "FIFO, device or socket");
  expect_fault(root, "socket"s, AccessFault::not_regular, "FIFO, device or socket");
  expect_fault(root, "missing"s, AccessFault::not_found, "it does not exist");
  for (const auto& path : {""s, "/etc/passwd"s, "../x"s, "./file"s, "folder//inner"s, "fi\0le"s}) {
    expect_fault(root, path, AccessFault::escapes_root, "plain relative path");
    expect_fault(root, Entry{path, EntryKind::regular}, AccessFault::escapes_root,
                 "plain relative path");
  }
}

TEST(Pieces, KeepTheRulesOfPaths) {
  const Tree tree;
  check_the_rules_of_paths(tree.root());
  for (const int error : {ENOSYS, EPERM}) {
    with_faults({{SYS_openat2, error}}, [&] { check_the_rules_of_paths(tree.root()); });
  }
}

TEST(Pieces, OfWhatWasListedAreLookedAtAgain) {
  const Tree tree;
  const Root root = tree.root();
  const auto listed = [](const std::string& path) { return Entry{path, EntryKind::regular}; };
  EXPECT_EQ(take(root, listed("folder/inner")).bytes, "inside");
  EXPECT_EQ(take(root, Entry{"file", EntryKind::other}).bytes, "content");
  // Each was a regular file when it was listed.
  expect_fault(root, listed("link"), AccessFault::symbolic_link, "it is a symbolic link");
  expect_fault(root, listed("folder_link/inner"), AccessFault::symbolic_link, "'folder_link'");
  expect_fault(root, listed("fifo"), AccessFault::not_regular, "FIFO, device or socket");
  expect_fault(root, listed("folder"), AccessFault::not_regular, "it is a folder");
  expect_fault(root, listed("missing"), AccessFault::not_found, "it does not exist");
  expect_fault(root, Entry{"link", EntryKind::symbolic_link}, AccessFault::symbolic_link,
               "it is a symbolic link");
}

TEST(Pieces, AreTheWholeFileWhateverItsSize) {
  const Tree tree;
  const Root root = tree.root();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, kPiece - 1, kPiece, kPiece + 1, 2 * kPiece, 4 * kPiece - 1,
        4 * kPiece, 4 * kPiece + 1, 8 * kPiece, 9 * kPiece, kLarge}) {
    const auto bytes = some_bytes(size);
    put(tree.at("sized"), bytes);
    const auto taken = take(root, "sized"s);
    ASSERT_TRUE(taken.answer) << size << ": " << taken.answer.error().message;
    EXPECT_EQ(*taken.answer, size);
    EXPECT_TRUE(taken.bytes == bytes) << size;
    EXPECT_LE(taken.largest, kPiece) << size;
  }
}

TEST(Pieces, ComeFromOneThreadWhereThereIsNoSecond) {
  const Tree tree;
  const auto bytes = some_bytes(kLarge);
  put(tree.at("large"), bytes);
  const Root root = tree.root();
  with_faults({{SYS_clone3, EAGAIN}, {SYS_clone, EAGAIN}}, [&] {
    const auto taken = take(root, "large"s);
    ASSERT_TRUE(taken.answer) << taken.answer.error().message;
    EXPECT_TRUE(taken.bytes == bytes);
    EXPECT_LE(taken.largest, kPiece);
  });
  // Advice that is not taken changes nothing.
  with_faults({{SYS_fadvise64, EINVAL}}, [&] { EXPECT_TRUE(take(root, "large"s).bytes == bytes); });
}

/// Reads a file of that size while `disturb` is called, once, after the first piece.
AccessResult<std::uint64_t> read_disturbed(const Tree& tree, std::size_t size,
                                           const std::function<void(const std::string&)>& disturb) {
  const auto path = tree.at("moving");
  put(path, some_bytes(size));
  bool is_done = false;
  return tree.root().read_in_pieces("moving", [&](std::string_view) {
    if (!std::exchange(is_done, true)) disturb(path);
  });
}

void expect_changed(const AccessResult<std::uint64_t>& answer, const std::string& message) {
  ASSERT_FALSE(answer) << message;
  EXPECT_EQ(answer.error().fault, AccessFault::changed) << answer.error().message;
  EXPECT_NE(answer.error().message.find(message), std::string::npos) << answer.error().message;
}

class PiecesOf : public testing::TestWithParam<std::size_t> {};

TEST_P(PiecesOf, AFileThatGrewAreNotTheFile) {
  const Tree tree;
  expect_changed(read_disturbed(tree, GetParam(),
                                [](const std::string& path) {
                                  std::ofstream(path, std::ios::app | std::ios::binary) << "more";
                                }),
                 "while it was read");
}

TEST_P(PiecesOf, AFileThatWasCutAreNotTheFile) {
  const Tree tree;
  expect_changed(
      read_disturbed(tree, GetParam(), [](const std::string& path) { fs::resize_file(path, 1); }),
      "while it was read");
}

TEST_P(PiecesOf, AFileThatWasWrittenOverAreNotTheFile) {
  const Tree tree;
  const auto answer = read_disturbed(tree, GetParam(), [](const std::string& path) {
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << "X";
    fs::last_write_time(path, fs::last_write_time(path) + std::chrono::hours(1));
  });
  expect_changed(answer, "it was written to while it was read");
}

TEST_P(PiecesOf, AFileWhoseTimeWasSetBackAreNotTheFile) {
  const Tree tree;
  const auto answer = read_disturbed(tree, GetParam(), [](const std::string& path) {
    const auto before = fs::last_write_time(path);
    // The times of a kernel move in steps of a few milliseconds.
    ::usleep(50'000);
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << "X";
    fs::last_write_time(path, before);
  });
  expect_changed(answer, "it was written to while it was read");
}

TEST_P(PiecesOf, AnUndisturbedFileAreTheFile) {
  const Tree tree;
  const auto answer = read_disturbed(tree, GetParam(), [](const std::string&) {});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(*answer, GetParam());
}

TEST_P(PiecesOf, AFileThatCannotBeExaminedAgainAreNotTheFile) {
  const Tree tree;
  // What is installed while the first piece is taken holds for what is asked after the last.
  with_faults({}, [&] {
    const auto answer = read_disturbed(tree, GetParam(), [](const std::string&) {
      install({{SYS_newfstatat, EIO}, {SYS_fstat, EIO}});
    });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().fault, AccessFault::unreadable);
    EXPECT_NE(answer.error().message.find("cannot be examined"), std::string::npos);
  });
}

TEST_P(PiecesOf, AFileThatCannotBeReadAreNotTheFile) {
  const Tree tree;
  put(tree.at("failing"), some_bytes(GetParam()));
  const Root root = tree.root();
  with_faults({{SYS_read, EIO}}, [&] {
    expect_fault(root, "failing"s, AccessFault::unreadable, "cannot be read: Input/output error");
  });
  with_faults({{SYS_read, EAGAIN}},
              [&] { expect_fault(root, "failing"s, AccessFault::unreadable, "cannot be read"); });
  // An answer that there is nothing.
  with_faults({{SYS_read, 0}},
              [&] { expect_fault(root, "failing"s, AccessFault::changed, "size changed"); });
}

// Small, of one piece, of some, and of many.
INSTANTIATE_TEST_SUITE_P(Sizes, PiecesOf,
                         testing::Values(std::size_t{100}, kPiece, 3 * kPiece, kLarge));

TEST(Pieces, OfAFileThatGrowsWithoutAnEndComeToAnEnd) {
  const Tree tree;
  put(tree.at("growing"), some_bytes(kLarge));
  std::ofstream growing(tree.at("growing"), std::ios::app | std::ios::binary);
  const auto more = some_bytes(2 * kPiece);
  std::size_t pieces = 0;
  const auto answer = tree.root().read_in_pieces("growing", [&](std::string_view) {
    ASSERT_LT(++pieces, 1'000U) << "follows a file that grows";
    growing << more << std::flush;
  });
  expect_changed(answer, "size changed");
}

TEST(Pieces, OfWhatAnnouncesAnotherSizeAreNotTheFile) {
  const Root root = Root::open("/proc").value();
  expect_fault(root, "version"s, AccessFault::changed, "size changed");
  expect_fault(root, std::to_string(::getpid()) + "/mem", AccessFault::unreadable,
               "cannot be read: Input/output error");
}

TEST(Pieces, AreAskedForAgainAfterAnInterruption) {
  const Tree tree;
  const Root root = tree.root();
  // Every read is interrupted, so the only way out is the alarm, which answers success.
  with_faults({{SYS_read, EINTR}}, [&] {
    ::signal(SIGALRM, [](int) { ::_exit(0); });
    const itimerval soon{{0, 0}, {0, 50'000}};
    ASSERT_EQ(::setitimer(ITIMER_REAL, &soon, nullptr), 0);
    ADD_FAILURE() << "gave up: " << take(root, "file"s).answer.has_value();
  });
}

TEST(Pieces, LeaveNoDescriptorAndNoThread) {
  const Tree tree;
  put(tree.at("large"), some_bytes(kLarge));
  const auto count = [](const char* folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
  };
  const Root root = tree.root();
  const auto descriptors = count("/proc/self/fd");
  const auto threads = count("/proc/self/task");
  EXPECT_TRUE(take(root, "large"s).answer);
  check_the_rules_of_paths(root);
  EXPECT_FALSE(
      read_disturbed(tree, kLarge, [](const std::string& path) { fs::resize_file(path, 1); }));
  EXPECT_EQ(count("/proc/self/fd"), descriptors);
  EXPECT_EQ(count("/proc/self/task"), threads);
}

}  // namespace
}  // namespace mig::io
