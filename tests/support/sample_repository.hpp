#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/process.hpp"

namespace mig::test {

/// The moment at which the realistic fixtures are judged.
inline const std::string kNow = "2026-04-01T00:00:00Z";
inline const std::string kExecutedBundle = "migrations/postgis/PG-MIG-2026-03-01-01";
inline const std::string kDraftBundle = "migrations/postgis/PG-MIG-2026-03-10-01";

/// A fresh copy of a realistic repository that passes every gate, free to be damaged.
class SampleRepository {
 public:
  explicit SampleRepository(const std::string& name = "postgis-executed") {
    const auto source =
        std::filesystem::path(MIG_SOURCE_DIR) / "fixtures" / "valid" / "bundles" / name;
    std::filesystem::copy(
        source, path(),
        std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
    std::filesystem::remove(path() + "/expected.json");
  }

  const std::string& path() const { return folder_.path(); }
  std::string file(const std::string& relative) const { return path() + "/" + relative; }
  std::string read(const std::string& relative) const { return read_file(file(relative)); }
  void write(const std::string& relative, const std::string& bytes) const {
    folder_.write(relative, bytes);
  }

 private:
  TemporaryFolder folder_;
};

/// Runs a tool at the moment of the fixtures. `--root .` is not given: tests choose it.
inline ProcessResult run_tool(const std::string& tool, const std::vector<std::string>& arguments,
                              const ProcessOptions& options = {}) {
  std::vector<std::string> command{tool_path(tool), "--now", kNow};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_process(command, options);
}

}  // namespace mig::test
