#include "mig/postgres/server_processes.hpp"

#include <dirent.h>
#include <fmt/format.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <memory>
#include <sstream>
#include <thread>
#include <vector>

#include "mig/io/descriptor.hpp"

namespace mig::postgres {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

std::vector<pid_t> all_processes() {
  std::vector<pid_t> found;
  const std::unique_ptr<DIR, CloseFolder> folder(::opendir("/proc"));
  while (const dirent* entry = folder ? ::readdir(folder.get()) : nullptr) {
    const std::string_view name(entry->d_name);
    if (name.find_first_not_of("0123456789") == name.npos)
      found.push_back(std::stoi(entry->d_name));
  }
  return found;
}

/// By device and number: a name may have been moved or replaced.
bool works_in(pid_t process, const struct stat& folder) {
  struct stat status {};
  return ::stat(fmt::format("/proc/{}/cwd", process).c_str(), &status) == 0 &&
         status.st_dev == folder.st_dev && status.st_ino == folder.st_ino;
}

bool is_alive(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/stat", process));
  std::string line;
  if (!std::getline(file, line)) return false;
  const auto name_end = line.rfind(") ");
  return name_end == line.npos || (line[name_end + 2] != 'Z' && line[name_end + 2] != 'X');
}

/// Through a handle of the process: its number may be another's by the time of the signal.
void kill_if_it_works_in(pid_t process, const struct stat& folder) {
  const io::Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
  if (!works_in(process, folder)) return;
  if (handle.is_open()) {
    ::syscall(SYS_pidfd_send_signal, handle.number(), SIGKILL, nullptr, 0);
  } else {
    ::kill(process, SIGKILL);
  }
}

}  // namespace

std::optional<GuardSegment> guard_segment(const std::string& data_folder) {
  std::ifstream file(data_folder + "/postmaster.pid");
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (number != 7) continue;
    std::istringstream words(line);
    unsigned long key = 0;
    GuardSegment segment;
    if (!(words >> key >> segment.id)) return std::nullopt;
    segment.key = static_cast<int>(key);
    return segment;
  }
  return std::nullopt;
}

void remove_segment(const GuardSegment& segment) {
  shmid_ds status{};
  if (segment.id < 0 || ::shmctl(segment.id, IPC_STAT, &status) != 0) return;
  if (status.shm_perm.__key == segment.key && status.shm_nattch == 0)
    ::shmctl(segment.id, IPC_RMID, nullptr);
}

bool end_processes_in(const std::string& data_folder, std::chrono::milliseconds at_most) {
  struct stat folder {};
  if (::stat(data_folder.c_str(), &folder) != 0) return true;
  const auto until = std::chrono::steady_clock::now() + at_most;
  for (;;) {
    bool any = false;
    for (const pid_t process : all_processes()) {
      if (process == ::getpid() || !works_in(process, folder) || !is_alive(process)) continue;
      any = true;
      kill_if_it_works_in(process, folder);
    }
    if (!any) return true;
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace mig::postgres
