#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace mig::postgres {

/// The System V segment by which a server guards its data folder; it outlives a killed server.
struct GuardSegment {
  int key = 0;
  int id = -1;
};
/// From postmaster.pid of a data folder.
std::optional<GuardSegment> guard_segment(const std::string& data_folder);
/// Removes it when it still is the one and nobody uses it.
void remove_segment(const GuardSegment& segment);

/// Kills every process whose working folder is that data folder, which only servers of that cluster
/// have, and waits until they are gone. False when some live on.
bool end_processes_in(const std::string& data_folder, std::chrono::milliseconds at_most);

}  // namespace mig::postgres
