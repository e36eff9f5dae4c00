#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mig/postgres/installation.hpp"
#include "support/process.hpp"

namespace mig::test {

/// A repository with one bundle, whose scripts a test chooses. Temporary files of the programs that
/// are run lie in a folder of its own, so that a test sees what they leave behind.
class RehearsalRepository {
 public:
  static inline const std::string kBundle = "migrations/postgis/PG-MIG-2026-03-01-01";

  RehearsalRepository() {
    // The server may run as another user, who has to find its folder in there.
    std::filesystem::permissions(temporary(), std::filesystem::perms::owner_all |
                                                  std::filesystem::perms::group_exec |
                                                  std::filesystem::perms::others_exec);
    const auto source = std::filesystem::path(MIG_SOURCE_DIR) /
                        "fixtures/valid/scope-undeclared-object/named-tables";
    std::filesystem::copy(source, folder_.path(), std::filesystem::copy_options::recursive);
    scripts("ALTER TABLE public.parcels ADD COLUMN surveyed_on date;\n",
            "ALTER TABLE public.parcels DROP COLUMN surveyed_on;\n");
    schema("CREATE TABLE public.parcels (id bigint PRIMARY KEY);\n");
  }

  void scripts(const std::string& forward, const std::string& rollback) const {
    folder_.write(kBundle + "/forward.sql", forward);
    folder_.write(kBundle + "/rollback.sql", rollback);
  }
  void schema(const std::string& text) const { work_.write("schema.sql", text); }
  void seed(const std::string& text) const { work_.write("seed.sql", text); }

  const std::string& path() const { return folder_.path(); }
  std::string bundle() const { return folder_.path() + "/" + kBundle; }
  std::string file(const std::string& relative) const { return bundle() + "/" + relative; }
  bool has(const std::string& relative) const { return std::filesystem::exists(file(relative)); }
  const TemporaryFolder& folder() const { return folder_; }
  std::string outside(const std::string& name) const { return work_.path() + "/" + name; }
  std::string temporary() const { return temporary_.path(); }

  std::vector<std::string> command(std::vector<std::string> arguments = {}) const {
    std::vector<std::string> command{tool_path("mig-run"), "rehearse", "--root", path(), bundle()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
  }
  std::vector<std::string> environment() const { return {"TMPDIR=" + temporary()}; }

  ProcessResult rehearse(std::vector<std::string> arguments = {}) const {
    arguments.insert(arguments.end(), {"--schema", outside("schema.sql")});
    return rehearse_alone(arguments);
  }
  ProcessResult rehearse_alone(const std::vector<std::string>& arguments) const {
    return run_process(command(arguments), {"", "", environment()});
  }

  nlohmann::json receipt() const {
    return nlohmann::json::parse(read_file(file("rehearsal/rehearsal_receipt.json")));
  }

  /// What programs left in their temporary folder.
  std::vector<std::string> leftovers() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(temporary()))
      names.push_back(entry.path().filename().string());
    return names;
  }

 private:
  TemporaryFolder folder_;
  TemporaryFolder work_;
  TemporaryFolder temporary_;
};

}  // namespace mig::test
