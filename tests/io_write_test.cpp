#include <sys/time.h>

#include <chrono>
#include <csignal>
#include <thread>
#include <tuple>

#include "io_sandbox.hpp"

namespace mig::io {
namespace {

using namespace std::string_literals;

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

std::string drain_slowly(int descriptor) {
  std::string bytes;
  std::string chunk(10'000, '\0');
  // Long enough for the writer to be interrupted before a full pipe.
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  for (;;) {
    std::this_thread::sleep_for(std::chrono::microseconds(200));
    const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
    if (count <= 0) return bytes;
    bytes.append(chunk, 0, static_cast<std::size_t>(count));
  }
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
        {SYS_newfstatat, EIO, "Input/output error"}}) {
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

TEST(WriteFile, RefusesALinkAndKeepsWhatItLeadsTo) {
  const Tree tree;
  const auto before = get(tree.at("file"));
  EXPECT_FALSE(write_file_atomically(tree.at("link"), "new"));
  EXPECT_EQ(get(tree.at("file")), before);
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

TEST(WriteFile, WaitsForNoReaderOfAPipeForEver) {
  const Tree tree;
  const auto path = tree.at("fifo");
  const auto unread = write_file_atomically(path, "x");
  ASSERT_FALSE(unread);
  EXPECT_EQ(unread.error().remedy, "Start what reads the pipe first.");
  std::string drained;
  std::thread reader([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const Descriptor out(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    drained = *read_stream(out.number(), kAmple);
  });
  EXPECT_TRUE(write_file_atomically(path, std::string(100'000, 'x')));
  reader.join();
  EXPECT_EQ(drained.size(), 100'000U);
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
