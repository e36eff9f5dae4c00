#pragma once

#include <string>
#include <vector>

namespace mig::test {

/// What a program left behind.
struct ProcessResult {
  int exit_code = -1;  ///< 128 + signal when it was killed
  std::string standard_output;
  std::string standard_error;
};

struct ProcessOptions {
  std::string folder;                    ///< working directory; empty: ours
  std::string standard_input;            ///< bytes; empty: an empty stream
  std::vector<std::string> environment;  ///< "NAME=value", added to ours
};

/// Runs a program to its end. Never goes through a shell.
ProcessResult run_process(const std::vector<std::string>& command,
                          const ProcessOptions& options = {});

/// Where the built tools lie; MIG_TEST_BIN_DIR names the folder of another build.
std::string tool_folder();

/// Path of a built tool, such as "mig-validate".
std::string tool_path(const std::string& tool);

/// A folder that is removed when the object goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  /// Writes a file below the folder, making the folders in between.
  void write(const std::string& relative, const std::string& bytes) const;

 private:
  std::string path_;
};

std::string read_file(const std::string& path);

}  // namespace mig::test
