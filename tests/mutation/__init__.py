"""Faults put into the pure rooms one by one: does a test notice each?"""
