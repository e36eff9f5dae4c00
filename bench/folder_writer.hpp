#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

namespace bench {

/// Programs that prepare a measurement stop at the first thing that goes wrong.
[[noreturn]] inline void stop(const std::string& why) {
  std::cerr << why << '\n';
  std::exit(2);
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in || !bytes) stop("cannot read " + path.string());
  return bytes.str();
}

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) stop("cannot write " + path.string());
}

inline void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// A number from the command line; nothing else but a number that makes sense here.
inline int count_of(std::string_view text) {
  int count = 0;
  std::istringstream in{std::string(text)};
  if (!(in >> count) || !in.eof() || count < 1) stop("not a count: " + std::string(text));
  return count;
}

}  // namespace bench
