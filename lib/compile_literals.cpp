// Writes the C++ file that holds the compiled literals of the secret scanner: compile_literals
// FILE.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "mig/secrets/engine/hooks.hpp"

namespace {

std::string source_of(std::string_view bytes) {
  std::string out =
      "// Generated; do not edit.\n"
      "#include \"mig/secrets/engine/compiled_literals.hpp\"\n\n"
      "namespace mig::secrets {\nnamespace {\n\n"
      "alignas(64) constexpr unsigned char kBytes[] = {";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 24 == 0) out += "\n    ";
    out += fmt::format("{},", static_cast<unsigned char>(bytes[i]));
  }
  return out +
         "};\n\n}  // namespace\n\n"
         "std::string_view compiled_literals() {\n"
         "  return {reinterpret_cast<const char*>(kBytes), sizeof(kBytes)};\n"
         "}\n\n}  // namespace mig::secrets\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ofstream file(argv[1], std::ios::binary);
  file << source_of(mig::secrets::Hooks::instance().literals().serialized());
  file.close();
  if (file) return 0;
  std::fprintf(stderr, "compile_literals: cannot write %s\n", argv[1]);
  return 1;
}
