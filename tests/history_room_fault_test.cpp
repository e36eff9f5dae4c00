// A repository that is damaged ends in an Error or in the right answer, and never in another one;
// and nothing in it is ever written.
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "history_room_testing.hpp"

namespace mig::history {
namespace {

/// Everything that the room says about a repository; or the first Error.
Result<std::string> everything(const io::Root& root) {
  const auto repository = Repository::open(root);
  if (!repository) return tl::unexpected<Error>(repository.error());
  std::string said;
  const auto base = repository->resolve({"main"});
  if (!base) return tl::unexpected<Error>(base.error());
  said += base->tip + base->commit;
  const auto from = repository->tree_of(base->commit);
  if (!from) return tl::unexpected<Error>(from.error());
  const auto index = repository->tree_of_index();
  if (!index) return tl::unexpected<Error>(index.error());
  const auto now = repository->working_tree(root, {"watched"}, 2);
  if (!now) return tl::unexpected<Error>(now.error());
  said += from->id + index->id + now->tree.id;
  for (const auto& path : now->untracked) said += path + "\n";
  for (const auto& to : {*index, now->tree}) {
    const auto changes = repository->changes(*from, to);
    if (!changes) return tl::unexpected<Error>(changes.error());
    for (const auto& line : lines_of(*changes)) said += line + "\n";
  }
  for (const auto& tree : {*from, *index, now->tree}) {
    const auto entries = repository->list(tree, "");
    if (!entries) return tl::unexpected<Error>(entries.error());
    for (const auto& entry : *entries) {
      const auto bytes = repository->read_blob(entry.blob, kAmple);
      if (!bytes) return tl::unexpected<Error>(bytes.error());
      said += entry.path + ":" + *bytes + "\n";
    }
  }
  const auto range = repository->blobs_since(base->commit);
  if (!range) return tl::unexpected<Error>(range.error());
  for (const auto& brought : *range) said += brought.commit + brought.path + brought.blob;
  return said;
}

/// `main` is an ancestor of `change`, which is checked out; files of every state.
struct Sample {
  Sample() {
    for (int i = 0; i < 4; ++i) {
      sandbox.write("watched/f" + std::to_string(i), "file " + std::to_string(i) + "\n");
    }
    sandbox.write("other/file", "elsewhere\n");
    sandbox.commit("one");
    sandbox.write("watched/f0", "file 0, edited\n");
    sandbox.commit("two");
    sandbox.git({"checkout", "-q", "-b", "change"});
    sandbox.write("watched/f1", "file 1, edited\n");
    fs::remove(sandbox.path("watched/f3"));
    sandbox.commit("three");
    sandbox.write("other/file", "elsewhere, staged\n");
    sandbox.git({"add", "other"});
    sandbox.write("watched/f2", "file 2, edited\n");
    sandbox.write("watched/new", "untracked\n");
  }

  std::vector<std::string> files_of_git() const {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(sandbox.path(".git"))) {
      const std::string file = entry.path().string();
      const bool is_read = file.find("/hooks/") == file.npos && file.find("/logs/") == file.npos;
      if (entry.is_regular_file() && is_read) files.push_back(file);
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  Sandbox sandbox;
};

void overwrite(const std::string& path, const std::string& bytes) {
  fs::permissions(path, fs::perms::owner_write | fs::perms::owner_read);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// Damages one file after the other, and mends it again.
void damage_each_file(const Sample& sample) {
  const auto root = sample.sandbox.root();
  const auto right = taken(everything(root));
  ASSERT_FALSE(right.empty());
  std::size_t refused = 0;
  const auto judge = [&](const std::string& file, const std::string& what) {
    const auto said = everything(root);
    if (!said) {
      ++refused;
      EXPECT_FALSE(said.error().message.empty());
      EXPECT_FALSE(said.error().remedy.empty()) << said.error().message;
      return;
    }
    EXPECT_EQ(*said, right) << file << " " << what;
  };
  for (const auto& file : sample.files_of_git()) {
    const std::string bytes = mig::test::read_file(file);
    overwrite(file, "");
    judge(file, "emptied");
    overwrite(file, bytes.substr(0, bytes.size() / 2));
    judge(file, "cut in half");
    overwrite(file, "garbage\n");
    judge(file, "garbage");
    for (std::size_t part = 0; part < 8 && !bytes.empty(); ++part) {
      std::string flipped = bytes;
      const std::size_t place = part * bytes.size() / 8;
      flipped[place] = static_cast<char>(flipped[place] ^ 0x11);
      overwrite(file, flipped);
      judge(file, "with another byte at " + std::to_string(place));
    }
    fs::remove(file);
    judge(file, "removed");
    overwrite((std::ofstream(file), file), bytes);
  }
  EXPECT_EQ(taken(everything(root)), right);
  EXPECT_GT(refused, 50U) << "the test damages the wrong files";
}

TEST(Damage, OfLooseObjectsNeverGivesAnotherAnswer) {
  damage_each_file(Sample());
}

TEST(Damage, OfPacksNeverGivesAnotherAnswer) {
  const Sample sample;
  sample.sandbox.git({"repack", "-q", "-a", "-d", "-f"});
  sample.sandbox.git({"pack-refs", "--all"});
  damage_each_file(sample);
}

TEST(Damage, OfGraphsAndIndexesOfPacksNeverGivesAnotherAnswer) {
  const Sample sample;
  sample.sandbox.git({"repack", "-q", "-a", "-d"});
  sample.sandbox.git({"commit-graph", "write", "--reachable"});
  sample.sandbox.git({"multi-pack-index", "write"});
  damage_each_file(sample);
}

std::string object_file(const Sandbox& sandbox, const std::string& name) {
  const auto id = sandbox.git({"rev-parse", name});
  return sandbox.path(".git/objects/" + id.substr(0, 2) + "/" + id.substr(2));
}

TEST(Damage, OfAMissingBlobNamesTheRemedyOfPartialClones) {
  const Sample sample;
  const auto file = object_file(sample.sandbox, "main:watched/f2");
  fs::remove(file);
  expect_refused(everything(sample.sandbox.root()), "git: cannot read the blob",
                 "git fetch --refetch");
}

TEST(Damage, OfAMissingTreeIsNoEmptyFolder) {
  const Sample sample;
  fs::remove(object_file(sample.sandbox, "main:watched"));
  const auto repository = sample.sandbox.open();
  const auto tree = taken(repository.tree_of(taken(repository.resolve({"main"})).tip));
  expect_refused(repository.list(tree, "watched"), "git: cannot read the tree",
                 "git fetch --refetch");
  expect_refused(repository.read(tree, "watched/f0", kAmple), "git: cannot read the tree",
                 "git fsck");
}

TEST(Damage, OfAnObjectNamesFsck) {
  const Sample sample;
  const auto file = object_file(sample.sandbox, "main:watched/f2");
  auto bytes = mig::test::read_file(file);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  overwrite(file, bytes);
  expect_refused(everything(sample.sandbox.root()), "git: cannot read the blob", "git fsck");
}

TEST(Damage, OfAnObjectThatHoldsOtherBytesIsSeen) {
  const Sample sample;
  overwrite(object_file(sample.sandbox, "main:watched/f2"),
            mig::test::read_file(object_file(sample.sandbox, "main:watched/f0")));
  expect_refused(everything(sample.sandbox.root()), "git: cannot read the blob", "git fsck");
}

TEST(Damage, OfABranchIsNoMissingBranch) {
  const Sample sample;
  sample.sandbox.git({"tag", "other", "HEAD"});
  overwrite(sample.sandbox.path(".git/refs/heads/main"), "garbage\n");
  expect_refused(sample.sandbox.open().resolve({"main"}), "git: cannot read", "git fsck");
}

TEST(Damage, OfTheIndexNamesHowItIsMadeAnew) {
  const Sample sample;
  const auto file = sample.sandbox.path(".git/index");
  const auto bytes = mig::test::read_file(file);
  const auto repository = sample.sandbox.open();
  overwrite(file, bytes.substr(0, bytes.size() - 30));
  expect_refused(repository.tree_of_index(), "git: cannot read the index", "git reset");
  fs::remove(file);
  expect_refused(repository.tree_of_index(), "there is no index", "git reset");
  expect_refused(repository.working_tree(sample.sandbox.root(), {""}, 2), "there is no index",
                 "git reset");
}

TEST(Damage, OfAnIndexInPartsNamesHowItIsMadeWhole) {
  const Sample sample;
  sample.sandbox.git({"update-index", "--split-index"});
  expect_refused(sample.sandbox.open().tree_of_index(), "git: cannot read the index",
                 "git update-index --no-split-index");
}

TEST(Damage, OfAPartialCloneNamesTheRemedy) {
  const Sample sample;
  sample.sandbox.git({"config", "uploadpack.allowFilter", "true"});
  const Sandbox clone(nullptr);
  clone.git({"clone", "-q", "--filter=blob:none", "--no-checkout", "--branch", "change",
             "file://" + sample.sandbox.path(), "copy"});
  clone.git({"read-tree", "HEAD"}, clone.path("copy"));
  clone.git({"branch", "main", "origin/main"}, clone.path("copy"));
  expect_refused(everything(clone.root("copy")), "git: cannot read the blob",
                 "git fetch --refetch --no-filter origin");
}

using Snapshot = std::map<std::string, std::pair<std::string, std::int64_t>>;

/// Names, bytes and times of everything in the folder of git.
Snapshot snapshot_of(const Sample& sample) {
  Snapshot files;
  for (const auto& entry : fs::recursive_directory_iterator(sample.sandbox.path(".git"))) {
    struct stat status {};
    EXPECT_EQ(::lstat(entry.path().c_str(), &status), 0);
    const bool is_file = entry.is_regular_file();
    files[entry.path().string()] = {is_file ? mig::test::read_file(entry.path().string()) : "",
                                    status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
  }
  return files;
}

TEST(Reading, WritesNothing) {
  const Sample sample;
  const auto before = snapshot_of(sample);
  ASSERT_TRUE(everything(sample.sandbox.root()).has_value());
  EXPECT_TRUE(snapshot_of(sample) == before);
}

TEST(Reading, NeedsNoConfigurationOfTheUser) {
  const Sample sample;
  const auto right = taken(everything(sample.sandbox.root()));
  sample.sandbox.write("home/.gitconfig", "[core\nbroken");
  ::setenv("HOME", sample.sandbox.path("home").c_str(), 1);
  const auto again = everything(sample.sandbox.root());
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_EQ(*again, right);
}

}  // namespace
}  // namespace mig::history
