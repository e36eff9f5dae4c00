#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mig::secrets {

/// How an option carries its credential.
enum class OptionForm : std::uint8_t {
  attached,  ///< -pX
  next,      ///< -p X
  either,    ///< both
  pair,      ///< -u user:password
  percent,   ///< -U user%password
  source,    ///< -passin pass:X
};

/// An option of a program whose value is a credential. Options that spell "password" need no entry:
/// they are found whatever the program.
struct ProgramOption {
  std::string_view program;  ///< lower case; as a prefix when it ends in '*'
  std::string_view flag;
  OptionForm form = OptionForm::next;
  std::string_view subcommand = {};  ///< a word that has to stand before
};

std::span<const ProgramOption> program_options();

}  // namespace mig::secrets
