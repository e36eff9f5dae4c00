#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mig/report/report.hpp"
#include "support/process.hpp"

namespace mig::test {

/// Every fixture of rules and of whole bundles.
inline std::vector<std::filesystem::path> fixture_folders() {
  std::vector<std::filesystem::path> folders;
  for (const std::string group : {"invalid", "valid"}) {
    const auto top = std::filesystem::path(MIG_SOURCE_DIR) / "fixtures" / group;
    for (const auto& rule : std::filesystem::directory_iterator(top)) {
      for (const auto& entry : std::filesystem::directory_iterator(rule.path())) {
        folders.push_back(entry.path());
      }
    }
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

/// A fixture, run whole and in parts by mig-gate in every format.
class ShardedFixture {
 public:
  explicit ShardedFixture(const std::filesystem::path& fixture)
      : fixture_(fixture),
        expected_(nlohmann::json::parse(read_file((fixture / "expected.json").string()))) {}

  /// Makes its tree in a folder of that name; a bundle that is the root has the name of its folder.
  std::string make(const std::string& name) const {
    const auto folder = std::filesystem::path(ground_.path()) / name / "repository";
    std::filesystem::create_directories(folder);
    const auto script = fixture_ / "history.sh";
    if (std::filesystem::exists(script)) {
      const auto made =
          run_process({"bash", script.string()},
                      {folder.string(), "", {std::string("MIG_SOURCE_DIR=") + MIG_SOURCE_DIR}});
      EXPECT_EQ(made.exit_code, 0) << made.standard_error;
    } else {
      std::filesystem::copy(
          fixture_, folder,
          std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
    }
    std::filesystem::remove(folder / "expected.json");
    for (const auto& command : expected_.value("setup", nlohmann::json::array())) {
      const auto done =
          run_process(command.get<std::vector<std::string>>(), {folder.string(), "", {}});
      EXPECT_EQ(done.exit_code, 0) << command << done.standard_error;
    }
    return folder.string();
  }

  /// What the fixture asks for, with `first` before it.
  ProcessResult run(const std::string& folder, std::vector<std::string> first) const {
    std::vector<std::string> command{tool_path("mig-gate"), "--root", "."};
    command.insert(command.end(), first.begin(), first.end());
    for (const auto& argument : expected_.at("arguments")) command.push_back(argument);
    return run_process(command, {folder, "", {}});
  }

  ProcessResult part(const std::string& folder, unsigned index, unsigned count) const {
    return run(folder, {"--shard", std::to_string(index) + "/" + std::to_string(count), "--output",
                        "shard=" + part_file(index)});
  }
  ProcessResult merge(const std::string& folder, unsigned count) const {
    std::vector<std::string> command{tool_path("mig-gate"), "merge"};
    for (const auto& word : outputs("merged")) command.push_back(word);
    for (unsigned i = count; i > 0; --i) command.push_back(part_file(i));
    return run_process(command, {folder, "", {}});
  }

  /// Flags that write every format there is into files of that name.
  std::vector<std::string> outputs(const std::string& name) const {
    std::vector<std::string> words{"--commit", std::string(40, 'c')};
    for (const auto& format : report::format_names()) {
      words.insert(words.end(), {"--output", format + "=" + report_file(name, format)});
    }
    return words;
  }
  std::string report_file(const std::string& name, const std::string& format) const {
    return ground_.path() + "/" + name + "." + format;
  }
  std::string part_file(unsigned index) const {
    return ground_.path() + "/part-" + std::to_string(index) + ".json";
  }

 private:
  std::filesystem::path fixture_;
  nlohmann::json expected_;
  TemporaryFolder ground_;
};

}  // namespace mig::test
