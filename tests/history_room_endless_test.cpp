// A FIFO or a device where libgit2 looks for a file would keep it for ever: it is refused before.
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "history_room_testing.hpp"

namespace mig::history {
namespace {


/// Frees whoever waits at a FIFO, so that a missing guard fails the test and does not hang it.
class Watch {
 public:
  explicit Watch(std::string fifo)
      : fifo_(std::move(fifo)), thread_([this](const std::stop_token& end) { free(end); }) {}
  ~Watch() {
    thread_.request_stop();
    thread_.join();
    EXPECT_FALSE(was_needed_) << fifo_ << " was waited at";
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  void free(const std::stop_token& end) {
    const auto late = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!end.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      if (std::chrono::steady_clock::now() < late) continue;
      // Can be opened so only while somebody reads, who then finds the end.
      const int writer = ::open(fifo_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
      if (writer < 0) continue;
      was_needed_ = true;
      ::close(writer);
    }
  }

  std::string fifo_;
  std::atomic<bool> was_needed_ = false;
  std::jthread thread_;
};

/// Opens a repository, finds `revision` and reads what is on disk, to the first Error.
Result<WorkingTree> everything(const Sandbox& sandbox, const std::string& folder = "",
                               const std::string& revision = "main") {
  const auto root = sandbox.root(folder);
  const auto repository = Repository::open(root);
  if (!repository) return tl::unexpected<Error>(repository.error());
  const auto base = repository->resolve({revision});
  if (!base) return tl::unexpected<Error>(base.error());
  return repository->working_tree(root, {""}, 2);
}

/// `main` is an ancestor of `change`, which is checked out; a file is edited.
struct Sample {
  Sample() {
    sandbox.write("sub/file", "one\n");
    sandbox.commit("one");
    sandbox.git({"checkout", "-q", "-b", "change"});
    sandbox.write("sub/file", "two\n");
    sandbox.commit("two");
    sandbox.write("sub/file", "three\n");
  }

  void put_fifo(const std::string& relative) const {
    const auto path = fs::path(sandbox.path(relative));
    fs::create_directories(path.parent_path());
    fs::remove(path);
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  }

  void expect_endless(const std::string& fifo, const std::string& folder = "",
                      const std::string& revision = "main") const {
    const Watch watch(sandbox.path(fifo));
    expect_refused(everything(sandbox, folder, revision), "is a FIFO and no regular file",
                   "Remove it");
  }

  Sandbox sandbox;
};

TEST(Endless, FilesOfGitAreRefusedWhereverTheyLie) {
  const Sample sample;
  const auto kept = sample.sandbox.path("kept");
  for (const std::string file :
       {"HEAD",
        "config",
        "packed-refs",
        "config.worktree",
        "commondir",
        "gitdir",
        "index",
        "shallow",
        "main",
        "refs/main",
        "refs/heads/main",
        "refs/heads/change",
        "refs/tags/main",
        "refs/remotes/main/HEAD",
        "refs/deep/er/one",
        "logs/HEAD",
        "info/attributes",
        "info/grafts",
        "objects/info/alternates",
        "objects/info/commit-graph",
        "objects/pack/multi-pack-index",
        "objects/pack/pack-0123456789012345678901234567890123456789.idx"}) {
    SCOPED_TRACE(file);
    const auto path = sample.sandbox.path(".git/" + file);
    const bool was_there = fs::is_regular_file(path);
    if (was_there) fs::rename(path, kept);
    sample.put_fifo(".git/" + file);
    sample.expect_endless(".git/" + file);
    fs::remove(path);
    if (was_there) fs::rename(kept, path);
  }
  EXPECT_TRUE(everything(sample.sandbox).has_value()) << "with nothing of it left";
}

TEST(Endless, FolderOfGitIsRefusedBeforeOneAroundIsFound) {
  const Sample sample;
  sample.put_fifo("sub/.git");
  sample.expect_endless("sub/.git", "sub");
}

TEST(Endless, FilesAroundAFolderThatIsNoRepositoryAreRefused) {
  const Sample sample;
  sample.sandbox.write("sub/.git/HEAD", "garbage");
  sample.put_fifo(".git/packed-refs");
  sample.expect_endless(".git/packed-refs", "sub");
}

TEST(Endless, FilesOfALinkedWorkingTreeAreRefused) {
  const Sample sample;
  sample.sandbox.git({"worktree", "add", "-q", "-b", "other", sample.sandbox.path("linked")});
  ASSERT_TRUE(everything(sample.sandbox, "linked").has_value());
  sample.put_fifo(".git/packed-refs");
  sample.expect_endless(".git/packed-refs", "linked");
  fs::remove(sample.sandbox.path(".git/packed-refs"));
  for (const std::string file : {"HEAD", "gitdir", "commondir", "refs/bisect/bad"}) {
    const auto path = ".git/worktrees/linked/" + file;
    const auto bytes =
        file == "refs/bisect/bad" ? "" : mig::test::read_file(sample.sandbox.path(path));
    sample.put_fifo(path);
    sample.expect_endless(path, "linked");
    fs::remove(sample.sandbox.path(path));
    if (!bytes.empty()) sample.sandbox.write(path, bytes);
  }
  EXPECT_TRUE(everything(sample.sandbox, "linked").has_value());
}

TEST(Endless, FilesOfASubmoduleAreRefusedWhereItKeepsThem) {
  const Sample sample;
  fs::create_directories(sample.sandbox.path(".git/modules"));
  fs::create_directory(sample.sandbox.path("held"));
  sample.sandbox.git({"init", "-q", "-b", "main", "--separate-git-dir",
                      sample.sandbox.path(".git/modules/held"), sample.sandbox.path("held")});
  sample.sandbox.write("held/.git", "gitdir: ../.git/modules/held\n");
  sample.sandbox.write("held/file", "x");
  sample.sandbox.git({"add", "file"}, sample.sandbox.path("held"));
  sample.sandbox.git({"commit", "-q", "-m", "one"}, sample.sandbox.path("held"));
  ASSERT_TRUE(everything(sample.sandbox, "held").has_value());
  sample.put_fifo(".git/modules/held/packed-refs");
  sample.expect_endless(".git/modules/held/packed-refs", "held");
  EXPECT_TRUE(everything(sample.sandbox).has_value()) << "the repository around has its own";
}

TEST(Endless, PacksThatAreBorrowedAreRefused) {
  const Sample sample;
  sample.sandbox.git({"clone", "-q", "-s", ".", "copy"});
  ASSERT_TRUE(everything(sample.sandbox, "copy", "origin/main").has_value());
  sample.put_fifo(".git/objects/pack/multi-pack-index");
  sample.expect_endless(".git/objects/pack/multi-pack-index", "copy", "origin/main");
}

TEST(Endless, AttributesAreRefusedWhereTheyAreAsked) {
  const Sample sample;
  sample.put_fifo(".gitattributes");
  sample.expect_endless(".gitattributes");
  fs::remove(sample.sandbox.path(".gitattributes"));
  sample.put_fifo("sub/.gitattributes");
  sample.sandbox.git({"config", "core.autocrlf", "input"});
  sample.expect_endless("sub/.gitattributes");
  fs::remove(sample.sandbox.path("sub/.gitattributes"));
  sample.put_fifo("elsewhere");
  sample.sandbox.git({"config", "core.attributesFile", sample.sandbox.path("elsewhere")});
  sample.expect_endless("elsewhere");
}

TEST(Endless, ReferencesAreRefusedAtTheEndOfOthers) {
  const Sample sample;
  sample.put_fifo(".git/hooks/fifo");
  sample.expect_endless(".git/hooks/fifo", "", "hooks/fifo~1");
  sample.sandbox.write(".git/refs/heads/second", "ref: hooks/fifo\n");
  sample.sandbox.write(".git/refs/heads/first", "ref:  refs/heads/second \n");
  sample.expect_endless(".git/hooks/fifo", "", "first");
  sample.sandbox.write(".git/HEAD", "ref: refs/heads/second\n");
  sample.expect_endless(".git/hooks/fifo");
}

TEST(Endless, DevicesAreRefusedAtTheEndOfLinks) {
  const Sample sample;
  fs::create_symlink("/dev/zero", sample.sandbox.path(".git/packed-refs"));
  expect_refused(everything(sample.sandbox), "packed-refs' is a device and no regular file",
                 "Remove it");
}

TEST(Endless, LinksSocketsAndTheNullDeviceAreNoMatter) {
  const Sample sample;
  fs::create_symlink("/dev/null", sample.sandbox.path(".git/info/attributes"));
  fs::create_symlink("nowhere", sample.sandbox.path(".git/dangling"));
  fs::create_directory_symlink("..", sample.sandbox.path(".git/refs/loop"));
  sockaddr_un address{AF_UNIX, {}};
  const auto name = sample.sandbox.path(".git/ipc");
  ASSERT_LT(name.size(), sizeof(address.sun_path));
  name.copy(address.sun_path, name.size());
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  EXPECT_EQ(words_of(everything(sample.sandbox)), "no error");
  ::close(listener);
}

}  // namespace
}  // namespace mig::history
