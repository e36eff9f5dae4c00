// Entries with their stamps: what is looked at, what a walk leaves out, and files that move.
#include <sys/time.h>

#include <atomic>
#include <thread>

#include "io_sandbox.hpp"
#include "mig/io/stamp_reader.hpp"

namespace mig::io {
namespace {

StampReader reader_of(const Tree& tree) {
  return std::move(StampReader::open(tree.root()).value());
}

template <class T>
void expect_fault(const AccessResult<T>& answer, AccessFault fault, const std::string& path,
                  const std::string& message) {
  ASSERT_FALSE(answer) << "expected: " << message;
  EXPECT_EQ(answer.error().fault, fault) << answer.error().message;
  EXPECT_EQ(answer.error().path, path);
  EXPECT_NE(answer.error().message.find(message), std::string::npos) << answer.error().message;
}

/// Paths in the order of the walk; of a folder with '/' at its end.
void add_paths(const StampedEntry& entry, std::vector<std::string>& paths) {
  for (const auto& held : entry.held) {
    paths.push_back(held.path + (held.kind == EntryKind::directory ? "/" : ""));
    add_paths(held, paths);
  }
}

AccessResult<std::vector<std::string>> walked(const StampReader& reader, StampedEntry folder,
                                              unsigned threads = 2) {
  if (auto done = reader.walk(folder, ".git", threads); !done) {
    return tl::unexpected<AccessError>(done.error());
  }
  std::vector<std::string> paths;
  add_paths(folder, paths);
  return paths;
}

StampedEntry folder_at(const StampReader& reader, const std::string& path) {
  return reader.look_at(path).value().value();
}

TEST(Stamps, SayWhatTheSystemSays) {
  const Tree tree;
  const auto entry = reader_of(tree).look_at("folder/inner").value().value();
  struct stat status {};
  ASSERT_EQ(::stat(tree.at("folder/inner").c_str(), &status), 0);
  EXPECT_EQ(entry.path, "folder/inner");
  EXPECT_EQ(entry.kind, EntryKind::regular);
  EXPECT_EQ(entry.stamp.size, 6U);
  EXPECT_EQ(entry.stamp.inode, status.st_ino);
  EXPECT_EQ(entry.stamp.modified_seconds, status.st_mtim.tv_sec);
  EXPECT_EQ(entry.stamp.modified_nanoseconds, status.st_mtim.tv_nsec);
  EXPECT_EQ(entry.stamp.changed_seconds, status.st_ctim.tv_sec);
  EXPECT_EQ(entry.stamp.changed_nanoseconds, status.st_ctim.tv_nsec);
  EXPECT_EQ(entry.stamp.mode, status.st_mode);
}

TEST(Stamps, AreThoseOfALinkAndNotOfWhatItNames) {
  const Tree tree;
  const auto reader = reader_of(tree);
  EXPECT_EQ(reader.look_at("link").value().value().kind, EntryKind::symbolic_link);
  EXPECT_EQ(reader.look_at("dangling").value().value().kind, EntryKind::symbolic_link);
  EXPECT_EQ(reader.read_link("link").value(), "file");
  EXPECT_EQ(reader.read_link("dangling").value(), "nowhere");
  expect_fault(reader.read_link("file"), AccessFault::changed, "file", "a moment ago");
  expect_fault(reader.read_link("missing"), AccessFault::not_found, "missing", "");
}

TEST(Stamps, OfWhatIsNotThereAreNone) {
  const Tree tree;
  const auto reader = reader_of(tree);
  for (const char* path : {"missing", "folder/missing", "folder_link/inner", "file/inner"}) {
    const auto entry = reader.look_at(path);
    ASSERT_TRUE(entry) << path << entry.error().message;
    EXPECT_EQ(*entry, std::nullopt) << path;
  }
  EXPECT_EQ(reader.look_at("").value().value().kind, EntryKind::directory);
  EXPECT_EQ(reader.look_at("fifo").value().value().kind, EntryKind::other);
}

TEST(Stamps, OfAFolderThatIsGoneCannotBeTaken) {
  const Tree tree;
  fs::create_directory(tree.at("root"));
  const Root root = Root::open(tree.at("root")).value();
  fs::remove(tree.at("root"));
  const auto reader = StampReader::open(root);
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().kind, ErrorKind::no_verdict);
  EXPECT_NE(reader.error().message.find("cannot open the folder"), std::string::npos);
}

TEST(StampedWalk, StandsInTheOrderOfPathsAndLeavesOutWhatIsSkipped) {
  const Tree tree;
  put(tree.at("walk/a/x"), "1");
  put(tree.at("walk/a-b"), "2");
  put(tree.at("walk/a.b"), "3");
  put(tree.at("walk/a0"), "4");
  put(tree.at("walk/.git/config"), "5");
  put(tree.at("walk/a/.git"), "6");
  const std::vector<std::string> expected{"walk/a-b", "walk/a.b", "walk/a/", "walk/a/x", "walk/a0"};
  const auto reader = reader_of(tree);
  for (const unsigned threads : {0U, 1U, 2U, 16U}) {
    EXPECT_EQ(walked(reader, folder_at(reader, "walk"), threads).value(), expected) << threads;
  }
}

TEST(StampedWalk, RefusesFoldersThatAreNestedTooDeep) {
  const Tree tree;
  std::string deep = "deep";
  for (int i = 0; i < 70; ++i) deep += "/d";
  put(tree.at(deep + "/file"), "x");
  const auto reader = reader_of(tree);
  const auto answer = walked(reader, folder_at(reader, "deep"));
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().message.find("nested deeper than 64"), std::string::npos);
}

TEST(StampedWalk, RefusesWhatCannotBeListedOrLookedAt) {
  const Tree tree;
  const auto reader = reader_of(tree);
  const auto folder = folder_at(reader, "folder");
  with_faults({{SYS_getdents64, EIO}}, [&] {
    expect_fault(walked(reader, folder, 1), AccessFault::unreadable, "folder", "cannot be listed");
  });
  with_faults({{SYS_newfstatat, EIO}}, [&] {
    expect_fault(walked(reader, folder, 1), AccessFault::unreadable, "folder/inner",
                 "cannot be examined");
  });
  with_faults({{SYS_newfstatat, ENOENT}}, [&] {
    expect_fault(walked(reader, folder, 1), AccessFault::changed, "folder/inner", "vanished");
  });
}

TEST(StampedRead, GivesRegularFilesWhole) {
  const Tree tree;
  const auto reader = reader_of(tree);
  EXPECT_EQ(reader.read("file", kAmple).value(), "content");
  EXPECT_EQ(reader.read("file", 7).value(), "content");
  EXPECT_EQ(reader.read("empty", 0).value(), "");
  expect_fault(reader.read("file", 6), AccessFault::too_large, "file", "");
  expect_fault(reader.read("link", kAmple), AccessFault::symbolic_link, "link", "symbolic link");
  expect_fault(reader.read("fifo", kAmple), AccessFault::not_regular, "fifo", "FIFO");
  expect_fault(reader.read("missing", kAmple), AccessFault::not_found, "missing", "");
}

TEST(StampedRead, TellsWhatCannotBeRead) {
  const Tree tree;
  const auto reader = reader_of(tree);
  with_faults({{SYS_read, EIO}}, [&] {
    expect_fault(reader.read("file", kAmple), AccessFault::unreadable, "file", "cannot be read");
  });
  // An answer that there is nothing: it was cut while it was read.
  with_faults({{SYS_read, 0}}, [&] {
    expect_fault(reader.read("file", kAmple), AccessFault::changed, "file", "while it was read");
  });
}

TEST(StampedRead, OfWhatAnnouncesAnotherSizeIsNotTheFile) {
  const auto reader = std::move(StampReader::open(Root::open("/proc").value()).value());
  expect_fault(reader.read("version", kAmple), AccessFault::changed, "version",
               "while it was read");
}

/// Another thread changes the size all the time: what is read has one of the sizes, or is told.
TEST(StampedRead, TellsOfAFileThatIsWrittenTo) {
  const Tree tree;
  constexpr std::size_t kBytes = std::size_t{4} << 20U;
  const std::string path = tree.at("moving");
  put(path, std::string(kBytes, 'a'));
  const auto reader = reader_of(tree);
  std::atomic<bool> is_over = false;
  std::jthread writer([&] {
    while (!is_over) {
      fs::resize_file(path, kBytes / 2);
      fs::resize_file(path, kBytes);
    }
  });
  bool is_told = false;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!is_told && std::chrono::steady_clock::now() < end) {
    const auto bytes = reader.read("moving", kBytes);
    if (bytes) {
      EXPECT_TRUE(bytes->size() == kBytes || bytes->size() == kBytes / 2) << bytes->size();
    } else {
      EXPECT_EQ(bytes.error().fault, AccessFault::changed) << bytes.error().message;
      is_told = true;
    }
  }
  is_over = true;
  EXPECT_TRUE(is_told) << "nobody ever came in between";
}

}  // namespace
}  // namespace mig::io
