// Digests of files and folders: what coreutils' sha256sum says of them.
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "io_sandbox.hpp"
#include "mig/digest/file_digest.hpp"
#include "mig/io/read_ahead.hpp"
#include "support/process.hpp"
#include "support/sampling.hpp"

namespace mig::digest {
namespace {

using namespace std::string_literals;
using io::AccessFault;
using io::Root;
using io::Tree;

constexpr std::size_t kPiece = io::ReadAhead::kPieceBytes;

std::string some_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; ++at) bytes[at] = static_cast<char>(at * 7 % 251);
  return bytes;
}

/// The digits that `sha256sum FILE` prints.
std::string by_coreutils(const std::string& path) {
  return test::run_process({"sha256sum", path}).standard_output.substr(0, 64);
}

TEST(FileDigest, IsThatOfCoreutilsAtEverySize) {
  const Tree tree;
  const Root root = tree.root();
  // Around the blocks of the algorithm, the pieces, and what is read ahead.
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{55}, std::size_t{56}, std::size_t{63},
        std::size_t{64}, std::size_t{65}, std::size_t{4095}, std::size_t{4096}, std::size_t{4097},
        kPiece - 1, kPiece, kPiece + 1, 4 * kPiece - 1, 4 * kPiece, 4 * kPiece + 1,
        9 * kPiece + 17}) {
    const auto bytes = some_bytes(size);
    io::put(tree.at("sized"), bytes);
    const auto hex = file_sha256_hex(root, "sized");
    ASSERT_TRUE(hex) << size << ": " << hex.error().message;
    EXPECT_EQ(*hex, by_coreutils(tree.at("sized"))) << size;
    EXPECT_EQ(*hex, sha256_hex(bytes).value()) << size;
  }
}

TEST(FileDigest, OfSeveralFilesInTurnIsThatOfEach) {
  const Tree tree;
  const Root root = tree.root();
  const auto content = file_sha256_hex(root, "file").value();
  // What was begun and failed leaves nothing behind.
  EXPECT_EQ(file_sha256_hex(root, "folder").error().fault, AccessFault::not_regular);
  io::put(tree.at("moving"), "before");
  EXPECT_EQ(file_sha256_hex(root, "file").value(), content);
  EXPECT_EQ(content, sha256_hex("content").value());
}

TEST(FileDigest, TellsWhatIsNoRegularFile) {
  const Tree tree;
  const Root root = tree.root();
  EXPECT_EQ(file_sha256_hex(root, "fifo").error().fault, AccessFault::not_regular);
  EXPECT_EQ(file_sha256_hex(root, "link").error().fault, AccessFault::symbolic_link);
  EXPECT_EQ(file_sha256_hex(root, "missing").error().fault, AccessFault::not_found);
  EXPECT_EQ(file_sha256_hex(root, "../x").error().fault, AccessFault::escapes_root);
  EXPECT_EQ(file_sha256_hex(Root::open("/proc").value(), "version").error().fault,
            AccessFault::changed);
}

TEST(FileDigest, NeedsNoMoreMemoryForALargerFile) {
  if (test::is_sanitized()) GTEST_SKIP() << "the sanitizer needs more memory for itself";
  const Tree tree;
  // A hole of 512 MiB is read as zeros, within a limit that would not hold them.
  std::ofstream(tree.at("hole")).close();
  constexpr std::uint64_t kHole = std::uint64_t{512} << 20U;
  std::filesystem::resize_file(tree.at("hole"), kHole);
  const Root root = tree.root();
  const io::Limited limited(RLIMIT_DATA, 128U << 20U);
  const auto hex = file_sha256_hex(root, "hole");
  ASSERT_TRUE(hex) << hex.error().message;
  EXPECT_EQ(*hex, "9acca8e8c22201155389f65abbf6bc9723edc7384ead80503839f49dcc56d767");
}

std::vector<std::string> paths_of(const std::vector<DigestedFile>& files) {
  std::vector<std::string> paths;
  for (const auto& file : files) paths.push_back(file.path);
  return paths;
}

TEST(FolderDigest, ListsEveryFileSortedByItsPathAsBytes) {
  const Tree tree;
  for (const auto* path : {"top/a/x", "top/a.b", "top/Z", "top/a/sub/y", "top/.hidden", "top/ü"}) {
    io::put(tree.at(path), path);
  }
  std::filesystem::create_directory(tree.at("top/empty"));
  const Root root = tree.root();
  const auto files = digest_folder(root, "top", 1).value();
  EXPECT_EQ(paths_of(files), (std::vector{".hidden"s, "Z"s, "a.b"s, "a/sub/y"s, "a/x"s, "ü"s}));
  for (const auto& file : files) EXPECT_EQ(file.hex, sha256_hex("top/" + file.path).value());
  EXPECT_EQ(paths_of(digest_folder(Root::open(tree.at("top")).value(), "", 1).value()),
            paths_of(files));
  EXPECT_TRUE(digest_folder(root, "top/empty", 2).value().empty());
  EXPECT_EQ(digest_folder(root, "missing", 1).error().fault, AccessFault::not_found);
  EXPECT_EQ(digest_folder(root, "file", 1).error().fault, AccessFault::not_regular);
}

/// 300 files, so that several batches are worked on.
void fill(const Tree& tree) {
  for (int i = 100; i < 400; ++i) {
    const auto name = "many/" + std::to_string(i);
    io::put(tree.at(name), name);
  }
}

TEST(FolderDigest, IsTheSameWhateverTheNumberOfThreads) {
  const Tree tree;
  fill(tree);
  io::put(tree.at("many/large"), some_bytes(20 * kPiece));
  const Root root = tree.root();
  const auto lines = [&root](unsigned threads) {
    return digest_lines(digest_folder(root, "many", threads).value()).value();
  };
  const auto alone = lines(1);
  EXPECT_EQ(std::count(alone.begin(), alone.end(), '\n'), 301);
  for (const unsigned threads : {2U, 3U, 16U, 0U}) EXPECT_EQ(lines(threads), alone) << threads;
  io::with_faults({{SYS_clone3, EAGAIN}, {SYS_clone, EAGAIN}}, [&] { EXPECT_EQ(lines(4), alone); });
}

TEST(FolderDigest, RefusesWhatIsNeitherFileNorFolder) {
  const Tree tree;
  const Root root = tree.root();
  const auto refusal = [&](const std::string& folder) {
    const auto files = digest_folder(root, folder, 2);
    EXPECT_FALSE(files) << folder;
    return files ? io::AccessError{} : files.error();
  };
  io::put(tree.at("links/a"), "");
  std::filesystem::create_symlink("a", tree.at("links/b"));
  EXPECT_EQ(refusal("links").fault, AccessFault::symbolic_link);
  EXPECT_EQ(refusal("links").path, "links/b");
  io::put(tree.at("pipes/sub/a"), "");
  ASSERT_EQ(::mkfifo(tree.at("pipes/sub/p").c_str(), 0600), 0);
  EXPECT_EQ(refusal("pipes").fault, AccessFault::not_regular);
  EXPECT_EQ(refusal("pipes").path, "pipes/sub/p");
  for (const auto& name : {"a\nb"s, "a\rb"s, "a\\b"s}) {
    io::put(tree.at("names/" + name), "");
    EXPECT_EQ(refusal("names").fault, AccessFault::escapes_root);
    EXPECT_EQ(refusal("names").path, "names/" + name);
    EXPECT_NE(refusal("names").message.find("line of digests"), std::string::npos);
    std::filesystem::remove(tree.at("names/" + name));
  }
  EXPECT_TRUE(digest_folder(root, "names", 2).value().empty());
}

TEST(FolderDigest, TellsTheFirstThatCannotBeReadWhicheverThreadWasFaster) {
  const Tree tree;
  fill(tree);
  const Root root = tree.root();
  for (const unsigned threads : {1U, 2U, 8U}) {
    io::with_faults({{SYS_openat2, EACCES}}, [&] {
      // Folders are opened by the same call: the listing fails first.
      EXPECT_EQ(digest_folder(root, "many", threads).error().fault, AccessFault::unreadable);
    });
    io::with_faults({{SYS_read, EIO}}, [&] {
      const auto files = digest_folder(root, "many", threads);
      ASSERT_FALSE(files);
      EXPECT_EQ(files.error().fault, AccessFault::unreadable);
      EXPECT_EQ(files.error().path, "many/100");
    });
  }
}

TEST(FolderDigest, FailsWithOneFileAmongMany) {
  const Tree tree;
  fill(tree);
  const Root root = tree.root();
  // The only files of that size are read with that much room.
  constexpr int kSize = 776;
  io::put(tree.at("many/350"), some_bytes(kSize));
  io::put(tree.at("many/390"), some_bytes(kSize));
  for (const unsigned threads : {1U, 2U, 3U}) {
    io::with_faults({{SYS_read, EIO, kSize + 1, 2}}, [&] {
      const auto files = digest_folder(root, "many", threads);
      ASSERT_FALSE(files);
      EXPECT_EQ(files.error().fault, AccessFault::unreadable);
      EXPECT_EQ(files.error().path, "many/350");
    });
  }
}

TEST(DigestLines, AreWhatCoreutilsPrints) {
  const Tree tree;
  fill(tree);
  const auto lines =
      digest_lines(digest_folder(Root::open(tree.at("many")).value(), "", 2).value()).value();
  const auto checked = test::run_process({"sha256sum", "--check", "--strict", "--quiet", "-"},
                                         {tree.at("many"), lines, {}});
  EXPECT_EQ(checked.exit_code, 0) << checked.standard_error;
  EXPECT_EQ(sha256_digest(lines).value(),
            bundle_digest(digest_folder(tree.root(), "many", 2).value()).value());
  EXPECT_FALSE(digest_lines({{"a\nb", sha256_hex("").value()}}));
  EXPECT_FALSE(digest_lines({{"a", "sha256:0"}}));
}

}  // namespace
}  // namespace mig::digest
