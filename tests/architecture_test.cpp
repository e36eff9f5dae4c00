// Rooms include only rooms below them, and stay small enough to be read in one sitting.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <regex>
#include <sstream>
#include <string>

#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;

// Bottom to top. Rules and ARCHITECTURE.md speak of the same list.
constexpr std::array<std::string_view, 20> kRooms{
    "base",   "io",    "digest",  "pattern",  "document", "schema", "contract",
    "effect", "sql",   "secrets", "trust",    "catalog",  "delta",  "history",
    "bundle", "rules", "report",  "postgres", "runner",   "app"};

std::size_t height_of(std::string_view room) {
  const auto found = std::find(kRooms.begin(), kRooms.end(), room);
  return static_cast<std::size_t>(found - kRooms.begin());
}

std::vector<fs::path> sources_below(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(MIG_SOURCE_DIR) / folder)) {
    const auto ending = entry.path().extension();
    if (ending == ".cpp" || ending == ".hpp" || ending == ".inc") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string room_of(const fs::path& file) {
  return *fs::relative(file, fs::path(MIG_SOURCE_DIR) / "lib/mig").begin();
}

TEST(Architecture, EveryFolderIsARoomOfTheList) {
  for (const auto& entry : fs::directory_iterator(fs::path(MIG_SOURCE_DIR) / "lib/mig")) {
    EXPECT_LT(height_of(entry.path().filename().string()), kRooms.size()) << entry.path();
  }
}

TEST(Architecture, ArrowsPointDownwards) {
  const std::regex include("#include \"mig/([a-z]+)/");
  std::size_t arrows = 0;
  for (const auto& file : sources_below("lib/mig")) {
    const auto text = mig::test::read_file(file.string());
    const auto here = height_of(room_of(file));
    for (auto it = std::sregex_iterator(text.begin(), text.end(), include);
         it != std::sregex_iterator(); ++it) {
      ++arrows;
      EXPECT_LE(height_of((*it)[1].str()), here)
          << file << " includes a room above it: " << it->str();
    }
  }
  EXPECT_GT(arrows, 100U) << "the test reads the wrong files";
}

// What the gates link reaches no server: only the folder of mig-run may lead there. That one is
// installed can be told without talking to it.
TEST(Architecture, OnlyTheRunnerReachesAServer) {
  const std::regex include("#include \"mig/(postgres/(?!installation)|runner/|app/runner/)");
  for (const auto& file : sources_below("lib/mig")) {
    const auto path = fs::relative(file, fs::path(MIG_SOURCE_DIR) / "lib/mig").string();
    const bool is_runner = path.starts_with("postgres/") || path.starts_with("runner/") ||
                           path.starts_with("app/runner/");
    if (is_runner) continue;
    EXPECT_FALSE(std::regex_search(mig::test::read_file(file.string()), include)) << file;
  }
}

TEST(Architecture, LibrariesStayInTheirRooms) {
  const std::map<std::string, std::string> owners{
      {"yaml-cpp/", "document"},
      {"cmark-gfm", "document"},
      {"openssl/", "digest trust"},
      {"re2/", "pattern schema secrets"},
      {"CLI/", "app"},
      {"pg_query", "sql"},
      {"libpq", "postgres"},
      {"hs/", "secrets"},
      {"zlib.h", "secrets history"},
      {"git2", "history"},
  };
  for (const auto& file : sources_below("lib/mig")) {
    const auto text = mig::test::read_file(file.string());
    for (const auto& [library, rooms] : owners) {
      if (text.find("#include <" + library) == std::string::npos) continue;
      EXPECT_NE(rooms.find(room_of(file)), std::string::npos) << file << " includes " << library;
    }
    const bool parses_json =
        text.find("::parse(") != std::string::npos || text.find("sax_parse(") != std::string::npos;
    if (parses_json && text.find("nlohmann") != std::string::npos) {
      EXPECT_EQ(room_of(file), "document") << file << " parses JSON";
    }
  }
}

TEST(Architecture, FilesStaySmall) {
  for (const auto& file : sources_below("lib/mig")) {
    const auto text = mig::test::read_file(file.string());
    const auto lines = std::count(text.begin(), text.end(), '\n');
    EXPECT_LE(lines, file.extension() == ".hpp" ? 150 : 320) << file;
  }
}

// A function body in this code style starts at column 0 or 2 and ends with "}" at the same column.
TEST(Architecture, FunctionsStaySmall) {
  for (const auto& file : sources_below("lib/mig")) {
    std::istringstream text(mig::test::read_file(file.string()));
    std::string line;
    int number = 0;
    int opened = 0;
    while (std::getline(text, line)) {
      ++number;
      const bool opens = !line.empty() && line.front() != ' ' && line.front() != '#' &&
                         line.ends_with("{") && line.find('(') != std::string::npos;
      if (opens) opened = number;
      if (line == "}" && opened != 0) {
        EXPECT_LT(number - opened, 70) << file << ":" << opened;
        opened = 0;
      }
    }
  }
}

TEST(Architecture, NoGrabBags) {
  for (const auto& file : sources_below("lib/mig")) {
    const auto name = file.stem().string();
    for (const std::string_view word : {"util", "utils", "helpers", "misc", "common"}) {
      EXPECT_NE(name, word) << file;
    }
  }
}

}  // namespace
