// What a receipt names, held against the bytes of the bundle and of a store.
#include "mig/bundle/bound_files.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "io_sandbox.hpp"
#include "mig/bundle/load.hpp"
#include "mig/digest/sha256.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::bundle::Binding;
using mig::bundle::BoundFile;
using mig::test::kExecutedBundle;
using mig::test::SampleRepository;

std::string digest_of(std::string_view bytes) {
  return mig::digest::sha256_digest(bytes).value();
}

std::string in_bundle(const std::string& relative) {
  return kExecutedBundle + "/" + relative;
}

/// A loaded bundle, beneath a root that stays open.
class Loaded {
 public:
  explicit Loaded(const SampleRepository& repository)
      : root_(mig::io::Root::open(repository.path()).value()) {
    surroundings_.now = mig::test::kNow;
    load();
  }

  /// With limits that the bundle's own documents pass.
  void load() {
    auto bundle = mig::bundle::load_bundle(root_, kExecutedBundle, surroundings_, std::nullopt);
    ASSERT_TRUE(bundle) << bundle.error().message;
    bundle_ = std::make_unique<mig::bundle::BundleFacts>(std::move(*bundle));
  }
  mig::contract::FileLimits& limits() { return surroundings_.policy.file_limits; }

  mig::Result<std::vector<BoundFile>> bind(
      const std::vector<std::pair<std::string, std::string>>& named,
      const mig::io::Root* store = nullptr) const {
    std::vector<mig::contract::FileDigest> files;
    for (const auto& [path, digest] : named) {
      mig::contract::FileDigest file;
      file.path.value = path;
      file.digest.value = digest;
      files.push_back(std::move(file));
    }
    return mig::bundle::bind_files(root_, *bundle_, files, store);
  }
  BoundFile bind_one(const std::string& path, const std::string& digest,
                     const mig::io::Root* store = nullptr) const {
    auto bound = bind({{path, digest}}, store);
    EXPECT_TRUE(bound) << bound.error().message;
    return bound->front();
  }

 private:
  mig::io::Root root_;
  mig::bundle::RepositoryFacts surroundings_;
  std::unique_ptr<mig::bundle::BundleFacts> bundle_;
};

TEST(BoundFiles, AreHeldAgainstTheirBytesWhateverTheirSize) {
  const SampleRepository repository;
  // Larger than any document may be, and than what is held in memory at a time.
  const std::string large(80U << 20U, 'x');
  repository.write(in_bundle("diffs/rows.bin"), large);
  repository.write(in_bundle("diffs/empty.bin"), "");
  Loaded loaded(repository);
  loaded.limits().inventory_bytes = 1U << 20U;
  EXPECT_EQ(loaded.bind_one("diffs/rows.bin", digest_of(large)).binding, Binding::same);
  EXPECT_EQ(loaded.bind_one("diffs/empty.bin", digest_of("")).binding, Binding::same);
  const auto other = loaded.bind_one("diffs/rows.bin", digest_of("other"));
  EXPECT_EQ(other.binding, Binding::differs);
  EXPECT_EQ(other.actual, digest_of(large));
  EXPECT_FALSE(other.in_store);
}

TEST(BoundFiles, ThatWereParsedCountByTheBytesThatWereParsed) {
  const SampleRepository repository;
  const std::vector<std::string> parsed{"migration.yml", "forward.sql", "rollback.sql", "notes.md"};
  std::vector<std::string> before;
  for (const auto& path : parsed) before.push_back(repository.read(in_bundle(path)));
  const Loaded loaded(repository);
  for (const auto& path : parsed) repository.write(in_bundle(path), "written over afterwards\n");
  for (std::size_t at = 0; at < parsed.size(); ++at) {
    const auto file = loaded.bind_one(parsed[at], digest_of(before[at]));
    EXPECT_EQ(file.binding, Binding::same) << parsed[at];
    EXPECT_EQ(loaded.bind_one(parsed[at], digest_of("written over afterwards\n")).binding,
              Binding::differs)
        << parsed[at];
  }
}

// Nobody judged what stands in it: that its bytes are the named ones would say that somebody did.
TEST(BoundFiles, ThatCouldNotBeParsedAreNeverTheSame) {
  const SampleRepository repository;
  const std::vector<std::string> paths{"forward.sql", "notes.md", "baselines/pre.json"};
  Loaded loaded(repository);
  auto& limits = loaded.limits();
  limits.script_bytes = limits.notes_bytes = limits.inventory_bytes = 8;
  loaded.load();
  for (const auto& path : paths) {
    const auto file = loaded.bind_one(path, digest_of(repository.read(in_bundle(path))));
    EXPECT_EQ(file.binding, Binding::unusable) << path;
    EXPECT_TRUE(file.actual.empty()) << path;
  }
}

TEST(BoundFiles, TellWhatIsNotThereOrNoFile) {
  const SampleRepository repository;
  repository.write(in_bundle("diffs/log.bin"), "done\n");
  fs::create_symlink("log.bin", repository.file(in_bundle("diffs/link.bin")));
  ASSERT_EQ(::mkfifo(repository.file(in_bundle("diffs/fifo")).c_str(), 0600), 0);
  const Loaded loaded(repository);
  const auto digest = digest_of("done\n");
  EXPECT_EQ(loaded.bind_one("diffs/log.bin", digest).binding, Binding::same);
  for (const auto* path :
       {"diffs/link.bin", "diffs/fifo", "diffs", "../log.bin", "/etc/passwd", ""}) {
    EXPECT_EQ(loaded.bind_one(path, digest).binding, Binding::unusable) << path;
  }
  EXPECT_EQ(loaded.bind_one("diffs/gone.bin", digest).binding, Binding::missing);
  const auto twice = loaded.bind({{"diffs/log.bin", digest}, {"diffs/log.bin", digest}}).value();
  EXPECT_EQ(twice[0].binding, Binding::same);
  EXPECT_EQ(twice[1].binding, Binding::repeated);
  EXPECT_FALSE(mig::bundle::are_all_same(twice));
  EXPECT_EQ(mig::bundle::find_file(twice, "diffs/log.bin"), twice.data());
  EXPECT_EQ(mig::bundle::find_file(twice, "diffs/gone.bin"), nullptr);
}

/// A store in the OCI layout.
class Store {
 public:
  void put(const std::string& digest, const std::string& bytes) const {
    folder_.write("blobs/sha256/" + digest.substr(digest.find(':') + 1), bytes);
  }
  std::string file(const std::string& digest) const {
    return folder_.path() + "/blobs/sha256/" + digest.substr(digest.find(':') + 1);
  }
  mig::io::Root root() const { return mig::io::Root::open(folder_.path()).value(); }

 private:
  mig::test::TemporaryFolder folder_;
};

TEST(BoundFiles, ThatTheBundleDoesNotHaveAreLookedForInTheStore) {
  const SampleRepository repository;
  repository.write(in_bundle("diffs/here.bin"), "here\n");
  const Loaded loaded(repository);
  const Store store;
  const auto digest = digest_of("stored\n");
  store.put(digest, "stored\n");
  const auto root = store.root();
  const auto found = loaded.bind_one("diffs/away.bin", digest, &root);
  EXPECT_EQ(found.binding, Binding::same);
  EXPECT_TRUE(found.in_store);
  EXPECT_EQ(found.actual, digest);
  EXPECT_EQ(loaded.bind_one("diffs/away.bin", digest).binding, Binding::missing);
  const auto absent = loaded.bind_one("diffs/away.bin", digest_of("absent\n"), &root);
  EXPECT_EQ(absent.binding, Binding::missing);
  EXPECT_FALSE(absent.in_store);
  // What the bundle has is not excused by what a store has.
  const auto changed = loaded.bind_one("diffs/here.bin", digest, &root);
  EXPECT_EQ(changed.binding, Binding::differs);
  EXPECT_FALSE(changed.in_store);
  EXPECT_EQ(loaded.bind_one("../away.bin", digest, &root).binding, Binding::unusable);
  EXPECT_EQ(loaded.bind_one("diffs", digest, &root).binding, Binding::unusable);
}

TEST(BoundFiles, OfAStoreCountByTheirBytesNotTheirNames) {
  const SampleRepository repository;
  const Loaded loaded(repository);
  const Store store;
  const auto digest = digest_of("stored\n");
  store.put(digest, "other\n");
  const auto root = store.root();
  const auto other = loaded.bind_one("diffs/away.bin", digest, &root);
  EXPECT_EQ(other.binding, Binding::differs);
  EXPECT_TRUE(other.in_store);
  EXPECT_EQ(other.actual, digest_of("other\n"));
  fs::remove(store.file(digest));
  fs::create_symlink("elsewhere", store.file(digest));
  const auto link = loaded.bind_one("diffs/away.bin", digest, &root);
  EXPECT_EQ(link.binding, Binding::unusable);
  EXPECT_TRUE(link.in_store);
  // A digest that is none names no blob.
  store.put("sha256:x", "stored\n");
  for (const auto* text : {"sha256:x", "x", "", "sha256:../../x"}) {
    EXPECT_EQ(loaded.bind_one("diffs/away.bin", text, &root).binding, Binding::missing) << text;
  }
}

TEST(BoundFiles, FailWhereTheSystemDoes) {
  const SampleRepository repository;
  repository.write(in_bundle("diffs/log.bin"), "done\n");
  const Loaded loaded(repository);
  const Store store;
  const auto digest = digest_of("done\n");
  store.put(digest, "done\n");
  const auto root = store.root();
  // No descriptor is left for one more file.
  const mig::io::Limited limited(RLIMIT_NOFILE, 3);
  const auto bound = loaded.bind({{"diffs/log.bin", digest}});
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().kind, mig::ErrorKind::no_verdict);
  ASSERT_TRUE(bound.error().location);
  EXPECT_EQ(bound.error().location->path, in_bundle("diffs/log.bin"));
  const auto stored = loaded.bind({{"diffs/away.bin", digest}}, &root);
  ASSERT_FALSE(stored);
  EXPECT_EQ(stored.error().location->path, "blobs/sha256/" + digest.substr(7));
}

}  // namespace
