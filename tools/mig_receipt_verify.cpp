#include "mig/app/run.hpp"

int main(int argc, char** argv) {
  return mig::app::run_tool("mig-receipt-verify", argc, argv);
}
